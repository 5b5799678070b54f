import type { CookieJar } from '../../src/browser/browser.ts'

interface Cookie {
  name: string
  value: string
  domain: string
  hostOnly: boolean
  attributes: string[]
}

/** A browser's cookies by RFC 6265, as far as a script can see; nothing is kept on a public suffix. */
export function aBrowser(publicSuffixes: readonly string[] = ['example', 'co.example']) {
  let cookies: Cookie[] = []
  const isWithin = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`)
  return {
    cookies: () => cookies,
    /** The cookies as a page of a host sees them. */
    at: (host: string, { isSecure = true, isBlocked = false } = {}): CookieJar => ({
      host,
      isSecure,
      read: () =>
        isBlocked
          ? ''
          : cookies
              .filter(({ domain, hostOnly }) => (hostOnly ? domain === host : isWithin(host, domain)))
              .map(({ name, value }) => `${name}=${value}`)
              .join('; '),
      write(text) {
        const [pair = '', ...attributes] = text.split('; ')
        const [name = '', value = ''] = pair.split('=')
        const attribute = (wanted: string) =>
          attributes.find(one => one.startsWith(`${wanted}=`))?.slice(wanted.length + 1)
        const domain = attribute('Domain') ?? host
        const hostOnly = attribute('Domain') === undefined
        if (isBlocked || !isWithin(host, domain)) return
        if (!hostOnly && publicSuffixes.includes(domain)) return
        if (text.length > 4096) return
        cookies = cookies.filter(
          one => one.name !== name || one.domain !== domain || one.hostOnly !== hostOnly,
        )
        if (Number(attribute('Max-Age')) > 0) cookies.push({ name, value, domain, hostOnly, attributes })
      },
    }),
  }
}
