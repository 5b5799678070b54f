import type { StorageArea } from '../browser/browser.ts'
import type { WaitingTrigger } from '../decision/asking.ts'
import { toJson } from '../protocol/to-json.ts'

/** So many triggers wait at most; the oldest give way. */
const maxWaiting = 10

/** The triggers that wait, kept in storage so that they outlive the page on which they happened. */
export interface StoredWaiting {
  all(): WaitingTrigger[]
  has(waiting: WaitingTrigger): boolean
  put(waiting: WaitingTrigger): void
  /** More is known of one that is kept; one that isn't stays unkept. */
  update(waiting: WaitingTrigger): void
  drop(waiting: WaitingTrigger): void
}

const isSame = (first: WaitingTrigger, second: WaitingTrigger): boolean =>
  first.survey === second.survey && first.trigger.at === second.trigger.at

function parse(text: string | null): WaitingTrigger[] {
  // Catching an exception takes a millisecond the first time: too much for the usual case.
  if (!text) return []
  try {
    const list: WaitingTrigger[] = JSON.parse(text)
    return list.filter(({ trigger, due }) => trigger.name && due > 0)
  } catch {
    return [] // Not ours.
  }
}

/** @param key the storage key, which is known once the options are read */
export function createStoredWaiting(local: StorageArea, key: () => string): StoredWaiting {
  const all = () => parse(local.get(key()))
  const allBut = (waiting: WaitingTrigger) => all().filter(other => !isSame(other, waiting))
  const write = (list: readonly WaitingTrigger[]) => {
    if (list.length) local.set(key(), toJson(list.slice(-maxWaiting)))
    else local.remove(key())
  }
  return {
    all,
    has: waiting => all().some(other => isSame(other, waiting)),
    put: waiting => write([...allBut(waiting), waiting]),
    update(waiting) {
      if (all().some(other => isSame(other, waiting)))
        write(all().map(other => (isSame(other, waiting) ? waiting : other)))
    },
    drop: waiting => write(allBut(waiting)),
  }
}
