import type { CookieJar, StorageArea } from '../browser/browser.ts'
import type { Settings } from '../options/settings.ts'
import { lostAsking, parseHistory, serializeHistory } from './history.ts'
import { joinHistories, longestValue, readHistoryCookie, writeHistoryCookie } from './history-cookie.ts'

/** In seconds; Chromium keeps no cookie for longer. */
const lifetime = 400 * 86_400

/**
 * Every domain on which this host might set a cookie, the widest first, and the host alone last. They include public
 * suffixes, which browsers refuse.
 */
export function domainsOf(host: string): string[] {
  const labels = host.split('.')
  const isAddress = /^[\d.]+$|:/.test(host)
  return isAddress ? [''] : [...labels.map((_, place) => labels.slice(-1 - place).join('.')), '']
}

/**
 * Keeps the history where the site's other hosts find it: the part that they need in a cookie on the registrable domain,
 * and the rest, which nobody else should see, in local storage.
 */
export function createCookieStorage(
  local: StorageArea,
  jar: CookieJar,
  { site, surveys }: Pick<Settings, 'site' | 'surveys'>,
): StorageArea {
  const name = `howlikely_${site}`
  const ids = surveys.map(({ id }) => id)
  let domain: string | undefined

  /** More than one if both the host and the domain have a cookie. */
  const valuesOf = (name: string): string[] => {
    try {
      return jar
        .read()
        .split('; ')
        .flatMap(cookie => (cookie.startsWith(`${name}=`) ? cookie.slice(name.length + 1) : []))
    } catch {
      return [] // Cookies are forbidden here, as in a sandboxed frame.
    }
  }
  const put = (name: string, value: string, on: string, seconds: number): boolean => {
    const attributes = [
      `${name}=${value}`,
      `Path=/`,
      `Max-Age=${seconds}`,
      'SameSite=Lax',
      ...(on ? [`Domain=${on}`] : []),
      ...(jar.isSecure ? ['Secure'] : []),
    ]
    try {
      jar.write(attributes.join('; '))
    } catch {
      return false
    }
    return valuesOf(name).includes(value)
  }
  /** The widest domain that accepts a cookie; undefined if none does. Each trial cookie is removed at once. */
  const findDomain = () =>
    domainsOf(jar.host).find(candidate => {
      const isTaken = put(`${name}_trial`, '1', candidate, 60)
      put(`${name}_trial`, '', candidate, 0)
      return isTaken
    })
  const keep = (value: string) =>
    value.length <= longestValue && domain !== undefined && put(name, value, domain, lifetime)

  return {
    get(key) {
      const text = local.get(key)
      const values = valuesOf(name)
      let history = parseHistory(text)
      if (!history || !values.length) return text
      for (const value of values) {
        const found = readHistoryCookie(value, ids)
        if (found === 'newer') return '{"v":2}'
        history = joinHistories(
          history,
          found === 'unreadable' ? { ...history, askings: [lostAsking] } : found,
        )
      }
      return serializeHistory(history)
    },
    set(key, text) {
      const history = parseHistory(text)
      if (!key.endsWith(':history') || !history) {
        domain = findDomain()
        // Rewritten at each visit to keep it alive: browsers count the lifetime from the last write.
        const [value, ...others] = valuesOf(name)
        if (value && !others.length) keep(value)
        return domain !== undefined && local.set(key, text)
      }
      // The domain's cookie now also holds what was only in the host's.
      if (domain && valuesOf(name).length > 1) put(name, '', '', 0)
      return (
        keep(writeHistoryCookie(history)) &&
        local.set(key, serializeHistory({ ...history, askings: [], streaks: {}, optOuts: [] }))
      )
    },
    remove(key) {
      local.remove(key)
      if (key.endsWith(':history')) for (const domain of [...domainsOf(jar.host)]) put(name, '', domain, 0)
    },
    keys: local.keys,
  }
}
