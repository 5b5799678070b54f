/** The whole body, or 'too long' if it has more than `limit` bytes; it never keeps more than that. */
export async function readAtMost(request: Request, limit: number): Promise<Uint8Array | 'too long'> {
  if (Number(request.headers.get('content-length')) > limit) return 'too long'
  if (!request.body) return new Uint8Array()

  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop cancels the stream: the rest is not read.
  for await (const chunk of request.body) {
    length += chunk.byteLength
    if (length > limit) return 'too long'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
