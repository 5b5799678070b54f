import { openSqliteStore } from '../store/open-sqlite-store.ts'
import type { Store } from '../store/store.ts'
import { exampleFollowUps } from './example-follow-ups.ts'
import { exampleNames, exampleNotes, exampleResponses } from './example-shop.ts'

const day = 86_400_000
const batch = 500

export interface Example {
  open(): Promise<Store>
  /** Ends its thread, which would otherwise keep the process alive. */
  close(): Promise<void>
}

/**
 * A store of the made-up shop, in memory, made when somebody first looks at it and made again on another day, so that its
 * last answers are always yesterday's. It never touches the operator's own store.
 */
export function createExample(now: () => number): Example {
  let made: { today: number; store: Promise<Store> } | null = null
  const open = () => {
    const today = Math.floor(now() / day)
    if (made?.today === today) return made.store
    void made?.store.then(store => store.close())
    const store = fill(now())
    made = { today, store }
    // One that could not be made is tried again on the next look.
    store.catch(() => {
      made = null
    })
    return store
  }
  return {
    open,
    async close() {
      const store = await made?.store.catch(() => null)
      await store?.close()
    },
  }
}

/** Topics a team might watch. */
const tags = [
  { name: 'Late parcel', words: 'late parcel' },
  { name: 'Returns', words: 'return*' },
  { name: 'Prices', words: 'price*, dear, pay' },
] as const

async function fill(now: number): Promise<Store> {
  const store = await openSqliteStore(':memory:')
  const responses = exampleResponses(now)
  await store.declare(responses.map(({ record: { site, survey } }) => ({ site, survey })))
  for (let start = 0; start < responses.length; start += batch) {
    await store.saveAll(responses.slice(start, start + batch))
  }
  for (const note of exampleNotes(now)) await store.keepNote(note)
  for (const name of exampleNames) await store.giveName({ site: 'main', ...name })
  for (const tag of tags) await store.keepTag(tag)
  for (const step of exampleFollowUps(responses)) await store.followUp(step)
  return store
}
