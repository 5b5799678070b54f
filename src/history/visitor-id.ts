import type { Environment } from '../browser/environment.ts'
import type { Settings } from '../options/settings.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * The visitor's id, kept beside the history: where nothing may be kept, or the visitor's signal objects, there is none.
 * The first response's own id becomes it. It is only read where somebody is asked, so consent has been given where the
 * site requires it.
 */
export function visitorMarks(
  { local, session, page }: Pick<Environment, 'local' | 'session' | 'page'>,
  { site, visitorId, storage, gpc }: Pick<Settings, 'site' | 'visitorId' | 'storage' | 'gpc'>,
  id: string,
): { visitor?: string } {
  if (!visitorId || storage === 'none' || (page().gpc && gpc !== 'ignore')) return {}
  const shelf = storage === 'session' ? session : local
  const key = `howlikely:${site}:visitor`
  const kept = shelf.get(key)
  if (kept && uuid.test(kept)) return { visitor: kept }
  return shelf.set(key, id) ? { visitor: id } : {}
}
