import { describe, expect, test } from 'vitest'
import {
  afterAcceptance,
  afterFailure,
  type Entry,
  isDone,
  isDue,
  newEntry,
  parseEntry,
  surplus,
} from '../../src/delivery/outbox.ts'
import { backOff, receptionOf, retryAfter } from '../../src/delivery/retry.ts'
import { aRecord } from '../support/records.ts'

const now = Date.UTC(2026, 4, 1)
const day = 86_400_000
const client = 'howlikely/1.0.0'
const entry: Entry = newEntry(aRecord({ state: 'answered', score: 9, revision: 2 }), false, now)
const tried = (status: number, wait: number | null = null, random = 0.5) =>
  afterFailure(entry, { status, wait, client, random }, now)

test.each([
  [200, 'accepted'],
  [204, 'accepted'],
  [299, 'accepted'],
  [0, 'again'],
  [408, 'again'],
  [425, 'again'],
  [429, 'again'],
  [500, 'again'],
  [503, 'again'],
  [400, 'wrong-message'],
  [409, 'wrong-message'],
  [413, 'wrong-message'],
  [422, 'wrong-message'],
  [300, 'wrong-endpoint'],
  [401, 'wrong-endpoint'],
  [404, 'wrong-endpoint'],
] as const)('status %i means %s', (status, reception) => {
  expect(receptionOf(status)).toBe(reception)
})

test.each([
  [0, 1000],
  [1, 2000],
  [8, 256_000],
  [9, 300_000],
  [500, 300_000],
])('after %i tries the wait is random below %i ms', (tries, most) => {
  expect(backOff(tries, 0)).toBe(0)
  expect(backOff(tries, 0.999)).toBeCloseTo(most * 0.999)
})

test.each([
  ['120', 120_000],
  ['0', 0],
  [new Date(now + 5000).toUTCString(), 5000],
  [String(10 * 86_400), day],
  [new Date(now - 5000).toUTCString(), null],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After %s is %s ms', (header, wait) => {
  expect(retryAfter(header, now)).toBe(wait)
})

describe('an entry', () => {
  test('is done when its last revision was accepted, and not before', () => {
    expect(isDone(afterAcceptance(entry, 2, 204), now)).toBe(true)
    expect(isDone(afterAcceptance(entry, 1, 204), now)).toBe(false)
    expect(isDone({ ...afterAcceptance(entry, 2, 204), open: true }, now)).toBe(false)
  })

  test('expires after 30 days', () => {
    expect(isDone(entry, now + 30 * day)).toBe(false)
    expect(isDone(entry, now + 30 * day + 1)).toBe(true)
  })

  test('keeps its 30 days even if the clock is set back meanwhile', () => {
    const after = newEntry(aRecord({ revision: 3 }), false, now - 20 * day, entry)

    expect(isDone(after, now + 29 * day)).toBe(false)
  })

  test('that moves on after 30 days has 30 more', () => {
    const after = newEntry(aRecord({ revision: 3 }), false, now + 31 * day, entry)

    expect(isDone(after, now + 61 * day)).toBe(false)
    expect(isDone(after, now + 61 * day + 1)).toBe(true)
  })

  test('waits while the survey is open', () => {
    expect(isDue({ ...entry, open: true }, client, true, now)).toBe(false)
    expect(isDue(entry, client, false, now)).toBe(true)
  })

  test('backs off after an outage; a page view tries at once', () => {
    const after = tried(503)

    expect(after.nextAt).toBe(now + 1000)
    expect(isDue(after, client, false, now + 999)).toBe(false)
    expect(isDue(after, client, false, now + 1000)).toBe(true)
    expect(isDue(after, client, true, now)).toBe(true)
  })

  test('obeys Retry-After, on a page view too', () => {
    const after = tried(429, 60_000)

    // And a back-off of a second more, so that not all come back at once.
    expect(isDue(after, client, true, now + 60_999)).toBe(false)
    expect(isDue(after, client, true, now + 61_000)).toBe(true)
  })

  test('that the endpoint finds wrong is tried again by a newer client only', () => {
    const after = tried(422)

    expect(isDue(after, client, true, now + 20 * day)).toBe(false)
    expect(isDue(after, 'howlikely/1.0.1', false, now)).toBe(true)
  })

  test('whose endpoint is wrong is tried once a day', () => {
    const after = tried(404)

    expect(isDue(after, client, true, now + day - 1)).toBe(false)
    expect(isDue(after, client, false, now + day)).toBe(true)
  })

  test('waits less than two days, whatever the clock said when the wait was set', () => {
    const after = tried(404)

    expect(isDue(after, client, true, now - day)).toBe(false)
    expect(isDue(after, client, true, now - day - 1)).toBe(true)
  })

  test('starts afresh with a new revision', () => {
    const after = newEntry(aRecord({ revision: 3 }), false, now, tried(422))

    expect(isDue(after, client, false, now)).toBe(true)
  })

  test('remembers with a new revision what was accepted, and the patience that was asked for', () => {
    const after = newEntry(aRecord({ revision: 3 }), false, now, { ...tried(429, 60_000), accepted: 2 })

    expect(after.accepted).toBe(2)
    expect(isDue(after, client, true, now + 60_999)).toBe(false)
    expect(isDue(after, client, true, now + 61_000)).toBe(true)
  })

  test('is read back as it was stored; anything else is no entry', () => {
    expect(parseEntry(JSON.stringify(entry))).toEqual(entry)
    for (const text of [null, '', '{', '[]', '{"record":{}}', '7']) expect(parseEntry(text)).toBeNull()
  })
})

describe('an outbox', () => {
  const entryOf = (place: number, score: number | null): Entry =>
    newEntry(
      aRecord({ id: `${place}`, score, state: score === null ? 'asked' : 'scored' }),
      false,
      now + place,
    )
  const some = (many: number, score: number | null) =>
    Array.from({ length: many }, (_, place) => entryOf(place, score))
  const ids = (entries: readonly Entry[]) => entries.map(({ record }) => record.id)

  test('has room for fifty', () => {
    expect(surplus(some(50, 9))).toEqual([])
    expect(ids(surplus(some(51, 9)))).toEqual(['0'])
  })

  test('drops entries without a score before any with one, however old', () => {
    const asked = Array.from({ length: 3 }, (_, place) => entryOf(100 + place, null))

    expect(ids(surplus([...asked, ...some(49, 9)]))).toEqual(['101', '100'])
  })
})
