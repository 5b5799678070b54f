import type { More } from './more-part.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * The visitor's id, kept beside the history: where nothing may be kept there is none. It is only read where somebody is
 * asked, so consent has been given where the site requires it.
 */
export const visitorMarks: More['marks'] = ({ local, session, page }, settings, id) => {
  const { site, visitorId, storage, gpc } = settings
  if (!visitorId || storage === 'none' || (page().gpc && gpc !== 'ignore')) return {}
  const shelf = storage === 'session' ? session : local
  const key = `howlikely:${site}:visitor`
  const kept = shelf.get(key)
  if (kept && uuid.test(kept)) return { visitor: kept }
  return shelf.set(key, id) ? { visitor: id } : {}
}
