import { day } from '../time/duration.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { areWaitsOver } from './rules.ts'
import type { Situation } from './situation.ts'

/**
 * The instant a day from now, if no survey of the site could be asked before it, whatever trigger comes; else null. Judging
 * both ends of that day is enough, since only a wait that a wrong clock began may pause in between. A trigger that waits on
 * purpose (`after`) may come that much earlier. Something that may end at any time, such as missing consent, does not make
 * a quiet time.
 */
export function quietUntil(situation: Situation): Milliseconds | null {
  const { now, settings } = situation
  const end = now + day
  const couldAsk = settings.surveys.some(survey =>
    [now, end - 1].some(at => {
      const asked = at + survey.after
      return asked >= (survey.from ?? 0) && areWaitsOver(survey, { ...situation, now: asked })
    }),
  )
  return couldAsk || !settings.surveys.length ? null : end
}
