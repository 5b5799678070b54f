import type { Ending } from '../delivery/record.ts'
import { recordAsked, recordOptOut, recordOutcome, rememberRef } from '../history/history.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { AskingDesk } from './asking-part.ts'

type Remembering = Pick<AskingDesk, 'environment' | 'memory' | 'seen' | 'settings'>

/** A survey is about to be shown. False where that could not be written: then it must be taken for not asked. */
export function rememberAsked(desk: Remembering, survey: string, trigger: Trigger): boolean {
  const { history, save } = desk.memory()
  const asked = recordAsked(history(), survey, desk.environment.now())
  return save({ ...rememberRef(asked, desk.settings().site, trigger), visit: desk.seen()?.[1] ?? null })
}

/** What became of the survey that was shown last. */
export function rememberEnded(desk: Remembering, survey: string, ending: Ending, optsOut: boolean): void {
  const { history, save } = desk.memory()
  const now = desk.environment.now()
  const ended = recordOutcome(history(), survey, ending, now)
  save(optsOut ? recordOptOut(ended, now) : ended)
}
