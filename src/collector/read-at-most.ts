/** A body as far as it may be read: 'too long' if it has more bytes than that, 'broken' if it ended before its end. */
export type ReadBody = Uint8Array | 'too long' | 'broken'

/** The whole body, if it has no more than `limit` bytes; no more than those are ever kept. */
export async function readAtMost(request: Request, limit: number): Promise<ReadBody> {
  try {
    const announced = request.headers.get('content-length')
    if (announced === null) return await readStream(request, limit)
    if (Number(announced) > limit) return 'too long'
    // HTTP lets no more than the announced bytes through, and read at once they cost half as much as in a stream.
    const bytes = new Uint8Array(await request.arrayBuffer())
    return bytes.byteLength > limit ? 'too long' : bytes
  } catch {
    return 'broken'
  }
}

async function readStream(request: Request, limit: number): Promise<ReadBody> {
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
