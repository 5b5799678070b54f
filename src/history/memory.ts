import type { StorageArea } from '../browser/browser.ts'
import type { Settings } from '../options/settings.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { emptyHistory, type History, noteFuture, parseHistory, serializeHistory } from './history.ts'
import { type AskingEnd, type NewAsking, rememberAsking, rememberOutcome } from './record-asking.ts'

/** The history of askings in this browser, and whether it can be relied on. */
export interface Memory {
  /** Where the history is kept, or why it cannot be kept, as `explain` shows it. */
  readonly kind: Settings['storage'] | 'blocked' | 'newer'
  readonly canRemember: boolean
  history(): History
  /** False if it could not be written. */
  save(history: History): boolean
  /**
   * Draws the sample's seed, unless this browser has one.
   * @param random 0 ≤ random < 1
   */
  ensureSampleSeed(random: number): void
  /** Remembers an asking before it is painted. False if it could not be written: then nobody may be asked. */
  rememberAsking(asking: NewAsking): boolean
  /** Remembers how the survey that was shown last ended. */
  rememberOutcome(end: AskingEnd): void
}

/** Where and when a history is opened. */
export interface MemoryPlace {
  settings: Pick<Settings, 'site' | 'storage'>
  /** Where the history is kept, or null for nowhere. */
  area: StorageArea | null
  now: Milliseconds
  /** When the loader was built: an earlier clock is wrong, so nothing is noted by it. */
  builtAt: Milliseconds
  /** What was remembered so far, for a page that has nowhere to store it. */
  earlier?: Memory | undefined
}

/**
 * Opens the history. Whether the place is writable is tried with a key that is removed at once, since nothing may be
 * stored before the first asking.
 */
export function openMemory({ settings, area, now, builtAt, earlier }: MemoryPlace): Memory {
  const { site, storage } = settings
  const key = `howlikely:${site}:history`
  const trial = `${key}?`
  const isWritable = area?.set(trial, '1')
  area?.remove(trial)
  const read = () => parseHistory(area?.get(key) ?? null)
  const kind = !area ? 'none' : !isWritable ? 'blocked' : read() ? storage : 'newer'
  const canRemember = !!isWritable && kind === storage
  let inPage = earlier?.history() ?? emptyHistory

  const history = () => (canRemember && read()) || inPage
  const save = (next: History): boolean => {
    inPage = next
    return canRemember && !!area?.set(key, serializeHistory(next))
  }
  // Store when a stamp from the future was first seen: the wait runs from then.
  const stored = history()
  const noted = noteFuture(stored, now, builtAt)
  if (noted !== stored) save(noted)

  const memory: Memory = {
    kind,
    canRemember,
    history,
    save,
    rememberAsking: asking => rememberAsking(memory, asking),
    rememberOutcome: end => rememberOutcome(memory, end),
    ensureSampleSeed(random) {
      const known = history()
      if (known.seed === null) save({ ...known, seed: Math.floor(random * 2 ** 32) })
    },
  }
  return memory
}
