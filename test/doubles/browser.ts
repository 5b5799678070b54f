import type { Browser, PageFacts } from '../../src/browser/browser.ts'
import { aClock, type Clock } from './clock.ts'
import { someLocks } from './locks.ts'
import { aStorageArea } from './storage-area.ts'

/** A page of a shop on a desktop computer, in English. */
export const aPageOf = (changes: Partial<PageFacts> = {}): PageFacts => ({
  url: 'https://shop.example/thank-you',
  path: '/thank-you',
  locale: 'en',
  referrer: null,
  device: 'desktop',
  automation: false,
  gpc: false,
  ...changes,
})

/** A UUIDv7's form, with the number of the id in it. */
const idOf = (count: number) => `0199c0de-0000-7000-8000-${String(count).padStart(12, '0')}`

/**
 * A whole browser in memory: empty storage, an endpoint that accepts everything, a quiet page that paints at once, and a
 * clock that is set by hand.
 */
export function aBrowserInMemory({
  clock = aClock(),
  ...changes
}: Partial<Browser> & { clock?: Clock } = {}): Browser {
  let ids = 0
  return {
    now: clock.now,
    later: clock.later,
    random: () => 0.5,
    newId() {
      ids += 1
      return idOf(ids)
    },
    local: aStorageArea(),
    session: aStorageArea(),
    cookies: { host: 'shop.example', isSecure: true, read: () => '', write: () => {} },
    page: () => aPageOf(),
    pageStory: () => ({ languages: ['en'], loadMs: null, secondsOnPage: 0 }),
    fetch: async () => new Response(null, { status: 204 }),
    whenIdle: action => action(),
    afterPaint: action => action(),
    requestLock: someLocks().of({}),
    disturbance: () => null,
    listen: () => {},
    isSeen: () => false,
    watchPage: () => () => {},
    replaceQuery: () => {},
    findInlinePlace: () => null,
    announce: () => {},
    warn: () => {},
    ...changes,
  }
}
