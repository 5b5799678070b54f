import { emptyHistory, type History, noteFuture, parseHistory, serializeHistory } from '../core/history.ts'
import type { Settings } from '../core/settings.ts'
import type { Environment, Shelf } from './environment.ts'

/** What is remembered of the askings here, and whether it can be relied on. */
export interface Memory {
  /** Where it is kept, or why nothing can be: as `explain` shows it. */
  readonly kind: Settings['storage'] | 'blocked' | 'newer'
  readonly canRemember: boolean
  history(): History
  /** False where it could not be written: then it must be taken for not asked. */
  save(history: History): boolean
}

function shelfOf(storage: Settings['storage'], environment: Environment): Shelf | null {
  if (storage === 'none') return null
  return storage === 'session' ? environment.session : environment.local
}

/**
 * Opens the history. Whether a place can be written is tried with a key that is removed at once, since nothing may
 * stay there before the first asking.
 */
export function openMemory(
  environment: Environment,
  { site, storage }: Pick<Settings, 'site' | 'storage'>,
  builtAt: number,
): Memory {
  const shelf = shelfOf(storage, environment)
  const key = `howlikely:${site}:history`
  const trial = `${key}?`
  const isWritable = !!shelf?.set(trial, '1')
  shelf?.remove(trial)
  const isNewer = 'newer' in parseHistory(shelf?.get(key) ?? null)
  let inPage = emptyHistory

  const history = (): History => {
    const parsed = parseHistory(shelf?.get(key) ?? null)
    return 'history' in parsed && isWritable ? parsed.history : inPage
  }
  const save = (next: History): boolean => {
    inPage = next
    return isWritable && !isNewer && !!shelf?.set(key, serializeHistory(next))
  }
  if (isWritable && !isNewer) {
    // The first sight of a stamp from the future is worth keeping: the wait runs from it.
    const stored = history()
    const noted = noteFuture(stored, environment.now(), builtAt)
    if (noted !== stored) save(noted)
  }
  return {
    kind: !shelf ? 'none' : isNewer ? 'newer' : isWritable ? storage : 'blocked',
    canRemember: isWritable && !isNewer,
    history,
    save,
  }
}
