import type { StorageArea } from '../browser/browser.ts'
import type { NotedDecision } from '../decision/explainer.ts'
import { judge } from '../eligibility/judge.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { SurveySettings } from '../options/settings.ts'
import { toJson } from '../protocol/to-json.ts'

const keyOf = (site: string) => `howlikely:${site}:decisions`

/** The most that are kept. */
const most = 50

/** Reads the log, leaving out anything that is not a decision. */
export function readDecisions(local: Pick<StorageArea, 'get'>, site: string): NotedDecision[] {
  try {
    const list: unknown = JSON.parse(`${local.get(keyOf(site))}`)
    return Array.isArray(list)
      ? list.filter(decision => Number.isFinite(decision?.at) && Array.isArray(decision.surveys))
      : []
  } catch {
    return [] // Not ours: as if nothing had been decided.
  }
}

/** Adds to the log, in debug mode and only if something may be stored: not without consent, or with storage "none". */
export function noteDecision(
  local: Pick<StorageArea, 'get' | 'set'>,
  situation: Situation,
  chosen: Pick<SurveySettings, 'id'> | null,
): void {
  const { settings, consent, now, page, trigger } = situation
  if (!settings.debug || !consent || settings.storage === 'none') return
  const decision: NotedDecision = {
    at: now,
    page: page.path,
    trigger: trigger && { name: trigger.name, ref: trigger.ref, source: trigger.source },
    asks: chosen?.id ?? null,
    surveys: judge(situation).map(({ id, rules }) => ({
      id,
      against: rules.flatMap(({ rule, pass }) => (pass ? [] : rule)),
    })),
  }
  const kept = toJson([...readDecisions(local, settings.site), decision].slice(-most))
  local.set(keyOf(settings.site), kept)
}
