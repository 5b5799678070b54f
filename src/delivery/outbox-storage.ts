import type { Browser } from '../browser/browser.ts'
import { toJson } from '../protocol/to-json.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { type Entry, isDone, newEntry, parseEntry, surplus } from './outbox.ts'
import type { StoredRecord } from './record.ts'

/** Where responses wait until the endpoint has accepted them. */
export interface OutboxStorage {
  entries(): Entry[]
  find(id: string): Entry | undefined
  /** Stores a record before anything is sent. False if it could not be stored: then only this page has it. */
  keep(record: StoredRecord, open: boolean): boolean
  /** Stores an entry, or drops it if it is done. False if it could not be stored. */
  write(entry: Entry): boolean
  drop(id: string): void
  /** Drops the entries for which there is no room. */
  dropSurplus(): void
  /** Forgets what only this page has. */
  forgetUnstored(): void
}

/** What the outbox needs besides the browser. */
export interface OutboxPlace {
  browser: Pick<Browser, 'local' | 'now'>
  /** The site's storage key for a name. */
  key(name: string): string
}

/** Keeps the outbox in local storage, and what could not be stored in the page's memory. */
export function createOutboxStorage({ browser, key }: OutboxPlace): OutboxStorage {
  const { local, now } = browser
  const unstored = new Map<string, Entry>()

  function entries(): Entry[] {
    const names = local.keys().filter(name => name.startsWith(key('out:')))
    const stored = names.map(name => parseEntry(local.get(name)))
    // An unstored version of an entry is newer than the stored one.
    return [...unstored.values(), ...stored].filter(entry => entry !== null)
  }

  const find = (id: string) => entries().find(({ record }) => record.id === id)

  function drop(id: string): void {
    local.remove(key(`out:${id}`))
    unstored.delete(id)
    // A waiting trigger needs the next page view as well.
    if (!entries().length && !local.get(key('waiting'))) local.remove(key('wakeAt'))
  }

  function write(entry: Entry): boolean {
    const { id } = entry.record
    if (isDone(entry, now())) {
      drop(id)
      return true
    }
    wakeBy(now())
    const isStored = local.set(key(`out:${id}`), toJson(entry))
    if (isStored) unstored.delete(id)
    else unstored.set(id, entry)
    return isStored
  }

  /** Has page views look after the outbox from an instant on. */
  const wakeBy = (at: Milliseconds) => local.set(key('wakeAt'), `${at}`)

  return {
    entries,
    find,
    keep: (record, open) => write(newEntry(record, open, now(), find(record.id))),
    write,
    drop,
    dropSurplus() {
      for (const { record } of surplus(entries())) drop(record.id)
    },
    forgetUnstored: () => unstored.clear(),
  }
}
