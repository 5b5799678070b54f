/** A file that pages load, in the forms in which it is sent. */
export interface BrowserFile {
  plain: Uint8Array<ArrayBuffer>
  brotli: Uint8Array<ArrayBuffer>
  gzip: Uint8Array<ArrayBuffer>
  /** Changes with the contents; without quotes. */
  etag: string
}

/** Finds a file by its path, such as `howlikely.js` or `locales/sv.1a2b3c4d.js`; null if there is none. */
export type BrowserFiles = (path: string) => Promise<BrowserFile | null>

const year = 'public, max-age=31536000, immutable'
const hour = 'public, max-age=3600, stale-while-revalidate=86400'
const hashed = /\.[\w-]{8,}\.js$/

/** The response to a request for a file, from any page: the whole file, or 304 if the browser has it already. */
export function fileResponse(request: Request, path: string, file: BrowserFile): Response {
  const etag = `W/"${file.etag}"`
  const headers = {
    'content-type': `text/${path.endsWith('.js') ? 'javascript' : 'plain'}; charset=utf-8`,
    'cache-control': hashed.test(path) ? year : hour,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
    etag,
  }
  if (request.headers.get('if-none-match')?.includes(etag))
    return new Response(null, { status: 304, headers })

  const encoding = (['br', 'gzip'] as const).find(name => accepts(request, name))
  if (!encoding) return new Response(file.plain, { headers })
  const body = encoding === 'br' ? file.brotli : file.gzip
  return new Response(body, { headers: { ...headers, 'content-encoding': encoding } })
}

function accepts(request: Request, encoding: string): boolean {
  const offers = request.headers.get('accept-encoding')?.split(',') ?? []
  return offers.some(offer => {
    const [name, quality] = offer.split(';')
    return name?.trim() === encoding && !/q=0(\.0*)?$/.test(quality?.trim() ?? '')
  })
}
