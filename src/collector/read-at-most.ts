/** A body, up to a limit: 'too long' if it has more bytes, 'broken' if it was cut off. */
export type ReadBody = Uint8Array | 'too long' | 'broken'

/**
 * The whole body, if it has no more than `limit` bytes; never stores more than that.
 * @param listLimit the limit if it begins with "["
 * @default limit
 */
export async function readAtMost(request: Request, limit: number, listLimit = limit): Promise<ReadBody> {
  try {
    const length = request.headers.get('content-length')
    const announced = length === null ? null : Number(length)
    if (announced !== null && !(announced <= Math.max(limit, listLimit))) return 'too long'
    if (announced === null || announced > limit) {
      return await readStream(request, { limit, listLimit, announced: announced ?? 0 })
    }
    // HTTP lets no more than the announced bytes through, and read at once they cost half as much as in a stream.
    const bytes = new Uint8Array(await request.arrayBuffer())
    return bytes.byteLength > limit ? 'too long' : bytes
  } catch {
    return 'broken'
  }
}

async function readStream(
  request: Request,
  { limit, listLimit, announced }: { limit: number; listLimit: number; announced: number },
): Promise<ReadBody> {
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  let isList: boolean | null = null
  // Leaving the loop cancels the stream: the rest is not read.
  for await (const chunk of request.body) {
    length += chunk.byteLength
    isList ??= beginsList(chunk)
    if (Math.max(length, isList === false ? announced : 0) > (isList ? listLimit : limit)) return 'too long'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Null if there is only whitespace. */
function beginsList(chunk: Uint8Array): boolean | null {
  const first = chunk.find(byte => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
  return first === undefined ? null : first === 0x5b
}
