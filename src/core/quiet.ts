import { day } from './duration.ts'
import { from } from './rules/from.ts'
import { waits } from './rules.ts'
import type { Milliseconds } from './settings.ts'
import type { Situation } from './situation.ts'

/**
 * The instant before which no survey of the site could be asked, whatever trigger comes: at most a day ahead, null where
 * one could be now. A trigger that waits on purpose (`after`) may come that much earlier. What may end at any time, such
 * as a missing consent, makes nothing quiet.
 */
export function quietUntil(situation: Situation): Milliseconds | null {
  const { now, settings } = situation
  const ends = settings.surveys.map(survey => {
    const froms = [...waits, from].map(rule => rule(survey, situation).from ?? 0)
    return Math.max(...froms) - survey.after
  })
  const end = Math.min(now + day, ...ends)
  return ends.length && end > now ? end : null
}
