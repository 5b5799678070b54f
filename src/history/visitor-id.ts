import type { Browser } from '../browser/browser.ts'
import type { Settings } from '../options/settings.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * The visitor's id for a new response, as the record's fields: empty if the site wants none, if nothing may be stored, or
 * if the visitor's privacy signal objects. The id of the first response becomes the visitor's. It is read only when
 * somebody is asked, so consent has been given if the site requires it.
 */
export function visitorOf(
  { local, session, page }: Pick<Browser, 'local' | 'session' | 'page'>,
  { site, visitorId, storage, gpc }: Pick<Settings, 'site' | 'visitorId' | 'storage' | 'gpc'>,
  responseId: string,
): { visitor?: string } {
  if (!visitorId || storage === 'none' || (page().gpc && gpc !== 'ignore')) return {}
  const area = storage === 'session' ? session : local
  const key = `howlikely:${site}:visitor`
  const kept = area.get(key)
  if (kept && uuid.test(kept)) return { visitor: kept }
  return area.set(key, responseId) ? { visitor: responseId } : {}
}
