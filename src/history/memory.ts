import type { Environment, Shelf } from '../browser/environment.ts'
import type { Desk } from '../decision/decision-part.ts'
import type { Settings } from '../options/settings.ts'
import { emptyHistory, type History, noteFuture, parseHistory, serializeHistory } from './history.ts'

/** What is remembered of the askings here, and whether it can be relied on. */
export interface Memory {
  /** Where it is kept, or why nothing can be: as `explain` shows it. */
  readonly kind: Settings['storage'] | 'blocked' | 'newer'
  readonly canRemember: boolean
  history(): History
  /** False where it could not be written. */
  save(history: History): boolean
  /** The sample needs dice that fall once per browser: 0 ≤ random < 1. */
  plantSeed(random: number): void
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
    plantSeed(random) {
      const known = history()
      if (known.seed === null) save({ ...known, seed: Math.floor(random * 2 ** 32) })
    },
  }
}
