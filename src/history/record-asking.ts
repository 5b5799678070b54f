import type { Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { recordAsked, recordOptOut, recordOutcome, rememberRef } from './history.ts'
import type { Memory } from './memory.ts'

/** A survey that is about to be shown. */
export interface NewAsking {
  site: string
  survey: string
  trigger: Trigger
  /** The number of this visit, or null if visits are not counted. */
  visit: number | null
  now: Milliseconds
}

/** How an asking ended. */
export interface AskingEnd {
  survey: string
  outcome: 'answered' | 'dismissed' | 'ignored'
  /** "Don't ask again" was chosen. */
  optsOut: boolean
  now: Milliseconds
}

type Remembered = Pick<Memory, 'history' | 'save'>

/** See `Memory.rememberAsking`. */
export function rememberAsking(
  { history, save }: Remembered,
  { site, survey, trigger, visit, now }: NewAsking,
): boolean {
  const asked = recordAsked(history(), survey, now)
  return save({ ...rememberRef(asked, site, trigger), visit })
}

/** See `Memory.rememberOutcome`. */
export function rememberOutcome(
  { history, save }: Remembered,
  { survey, outcome, optsOut, now }: AskingEnd,
): void {
  const ended = recordOutcome(history(), survey, outcome, now)
  save(optsOut ? recordOptOut(ended, now) : ended)
}
