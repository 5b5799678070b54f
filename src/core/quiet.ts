import { day } from './duration.ts'
import { isRested } from './rules.ts'
import type { Milliseconds } from './settings.ts'
import type { Situation } from './situation.ts'

/**
 * The instant before which no survey of the site could be asked, whatever trigger comes: at most a day ahead, null where
 * one could be now. A trigger that waits on purpose (`after`) may come that much earlier. What may end at any time, such
 * as a missing consent, makes nothing quiet.
 */
export function quietUntil(situation: Situation): Milliseconds | null {
  const { now, settings } = situation
  const couldAsk = (at: Milliseconds) =>
    settings.surveys.some(survey => {
      const asked = at + survey.after
      return asked >= (survey.from ?? 0) && isRested(survey, { ...situation, now: asked })
    })
  if (!settings.surveys.length || couldAsk(now)) return null
  let quiet = now
  let end = now + day
  while (end - quiet > 1) {
    const middle = Math.floor((quiet + end) / 2)
    if (couldAsk(middle)) end = middle
    else quiet = middle
  }
  return end
}
