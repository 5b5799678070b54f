import {
  emptyHistory,
  type History,
  noteFuture,
  parseHistory,
  recordAsked,
  recordOptOut,
  recordOutcome,
  rememberRef,
  serializeHistory,
} from '../core/history.ts'
import type { Ending } from '../core/record.ts'
import type { Settings } from '../core/settings.ts'
import type { Trigger } from '../core/trigger.ts'
import type { Desk } from './conductor-part.ts'
import type { Environment, Shelf } from './environment.ts'

/** What is remembered of the askings here, and whether it can be relied on. */
export interface Memory {
  /** Where it is kept, or why nothing can be: as `explain` shows it. */
  readonly kind: Settings['storage'] | 'blocked' | 'newer'
  readonly canRemember: boolean
  history(): History
  /** False where it could not be written. */
  save(history: History): boolean
  /** A survey is about to be shown. False where that could not be written: then it must be taken for not asked. */
  asked(survey: string, trigger: Trigger): boolean
  ended(survey: string, ending: Ending, how: { optsOut: boolean }): void
  /** Erases what is kept. */
  forget(): void
}

/**
 * Opens the history. Whether a place can be written is tried with a key that is removed at once, since nothing may
 * stay there before the first asking.
 *
 * @param shelf where it is kept, or null for nowhere
 * @param earlier what was remembered until now, for a page that has nowhere to keep it
 */
export function openMemory(
  { now }: Environment,
  desk: Desk,
  { site, storage }: Settings,
  shelf: Shelf | null,
  earlier?: Memory,
): Memory {
  const key = `howlikely:${site}:history`
  const trial = `${key}?`
  const isWritable = shelf?.set(trial, '1')
  shelf?.remove(trial)
  const read = () => parseHistory(shelf?.get(key) ?? null)
  const kind = !shelf ? 'none' : !isWritable ? 'blocked' : read() ? storage : 'newer'
  const canRemember = !!isWritable && kind === storage
  let inPage = earlier?.history() ?? emptyHistory

  const history = () => (canRemember && read()) || inPage
  const save = (next: History): boolean => {
    inPage = next
    return canRemember && !!shelf?.set(key, serializeHistory(next))
  }
  // The first sight of a stamp from the future is worth keeping: the wait runs from it.
  const stored = history()
  const noted = noteFuture(stored, now(), desk.builtAt)
  if (noted !== stored) save(noted)

  return {
    kind,
    canRemember,
    history,
    save,
    asked(survey, trigger) {
      const visit = desk.seen?.[1] ?? null
      return save({ ...rememberRef(recordAsked(history(), survey, now()), site, trigger), visit })
    },
    ended(survey, ending, { optsOut }) {
      const next = recordOutcome(history(), survey, ending, now())
      save(optsOut ? recordOptOut(next, now()) : next)
    },
    forget: () => shelf?.remove(key),
  }
}
