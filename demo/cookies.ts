/** The cookies of a request, by name. */
export function readCookies(header: string | null): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').map(pair => pair.trim())
  return new Map(
    pairs
      .filter(pair => pair.includes('='))
      .map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const),
  )
}

/** A `Set-Cookie` header for this site; without `days` the cookie ends with the browser's session. */
export function cookie(name: string, value: string, days?: number): string {
  const end = days === undefined ? '' : `; Max-Age=${days * 24 * 60 * 60}`
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${end}`
}
