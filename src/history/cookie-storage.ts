import type { CookieJar, StorageArea } from '../browser/browser.ts'
import type { Settings } from '../options/settings.ts'
import { lostAsking, parseHistory, serializeHistory } from './history.ts'
import { joinHistories, longestValue, readHistoryCookie, writeHistoryCookie } from './history-cookie.ts'

/** Chromium keeps no cookie for longer; seconds. */
const lifetime = 400 * 86_400

/**
 * Every domain that a cookie of this host might be set on, the widest first, and last the host alone. Public suffixes
 * are among them; browsers refuse those.
 */
export function domainsOf(host: string): string[] {
  const labels = host.split('.')
  const isAddress = /^[\d.]+$|:/.test(host)
  return isAddress ? [''] : [...labels.map((_, place) => labels.slice(-1 - place).join('.')), '']
}

/**
 * Keeps the history where the site's other hosts find it: what they need of it in a cookie on the registrable domain,
 * the rest, which is for nobody else to see, in local storage.
 */
export function createCookieStorage(
  local: StorageArea,
  jar: CookieJar,
  { site, surveys }: Pick<Settings, 'site' | 'surveys'>,
): StorageArea {
  const name = `howlikely_${site}`
  const ids = surveys.map(({ id }) => id)
  let domain: string | undefined

  /** More than one where the host has a cookie beside the domain's. */
  const valuesOf = (name: string): string[] => {
    try {
      return jar
        .read()
        .split('; ')
        .flatMap(cookie => (cookie.startsWith(`${name}=`) ? cookie.slice(name.length + 1) : []))
    } catch {
      return [] // A place without cookies, such as a sandboxed frame.
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
  /** The widest domain that takes a cookie; undefined where none does. The one that tried it is gone at once. */
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
        // Written anew at each visit it lives on: browsers count from the writing.
        const [value, ...others] = valuesOf(name)
        if (value && !others.length) keep(value)
        return domain !== undefined && local.set(key, text)
      }
      // What the host alone had is in the domain's now.
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
