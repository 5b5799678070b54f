import type { DecisionBrowser, StorageArea } from '../browser/browser.ts'
import type { Settings } from '../options/settings.ts'

/** Creates the storage that keeps the history in a cookie. It is a part of its own, loaded only by sites that choose it. */
export type CreateCookieStorage = (
  local: StorageArea,
  cookies: DecisionBrowser['cookies'],
  settings: Pick<Settings, 'site' | 'surveys'>,
) => StorageArea

/**
 * Where the history is kept; null if the site wants it kept nowhere.
 * @param createCookieStorage needed if the site keeps the history in a cookie
 */
export function historyPlace(
  { local, session, cookies }: Pick<DecisionBrowser, 'local' | 'session' | 'cookies'>,
  settings: Settings,
  createCookieStorage: CreateCookieStorage | undefined,
): StorageArea | null {
  switch (settings.storage) {
    case 'none':
      return null
    case 'session':
      return session
    case 'cookie':
      return createCookieStorage?.(local, cookies, settings) ?? null
    default:
      return local
  }
}
