import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import { type Segment, segmentNames } from '../../../src/report/api/segments.ts'
import { aResponse } from '../a-response.ts'

/** The first of the days on which they are given: a week, all in all. */
export const start = Date.parse('2026-05-01T00:00:00.000Z')
export const hour = 3_600_000
const ids = Array.from({ length: 12 }, () => randomUUID())

/** A word, or what a site, a person or an enemy may send in its place. */
const word = fc.oneof(
  fc.constantFrom('north', 'south', '', 'Ø', 'a\\b', '"', "'", '\u{1F600}', 'null', '0'),
  fc.string({ unit: 'grapheme', maxLength: 3 }).map(text => text.replaceAll('\0', '')),
)
const scalar = fc.oneof(word, fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const properties = fc.dictionary(fc.constantFrom('team', 'agent', 'product', 'department'), scalar)

/** What no later message about a response changes. */
const asking = fc.record({
  site: fc.constantFrom('main', 'outlet'),
  survey: fc.constantFrom('checkout', 'support'),
  kind: fc.constantFrom('transactional' as const, 'relationship' as const),
  test: fc.constantFrom(false, false, false, true),
  name: fc.constantFrom('checkout', 'upgrade'),
  source: fc.constantFrom('ga4' as const, 'tag' as const, 'show' as const),
  ref: fc.constantFrom(null, 'A-1', 'A-2'),
  // Quarters, so that sums are the same in whatever order they are added up.
  value: fc.option(
    fc.oneof(
      fc.integer({ min: -4, max: 2800 }).map(quarters => quarters / 4),
      fc.constantFrom(25, 100, 2e9, 1e300),
    ),
  ),
  currency: fc.constantFrom(null, 'EUR', 'SEK'),
  properties,
  traits: fc.dictionary(fc.constantFrom('plan', 'paying customer'), scalar),
  respondent: fc.constantFrom(null, 'u_1', 'u_2'),
  since: fc.oneof(
    fc.constantFrom(
      null,
      '',
      '2026-05-03',
      '2025-05-04T00:00:00Z',
      '2023-02-31',
      '2026-13-01',
      '1899-12-31',
      '٢٠٢٥-٠٥-٠١',
    ),
    fc
      .date({ min: new Date('2020-01-01'), max: new Date('2026-06-01'), noInvalidDate: true })
      .map(date => date.toISOString().slice(0, 10)),
    word,
  ),
  hours: fc.integer({ min: 0, max: 24 * 6 }),
  device: fc.constantFrom('mobile' as const, 'desktop' as const),
  vouched: fc.boolean(),
})

/** What comes of it, message by message. */
const outcome = fc.record({
  place: fc.nat(ids.length - 1),
  revision: fc.integer({ min: 1, max: 4 }),
  state: fc.constantFrom('asked' as const, 'scored' as const, 'answered' as const, 'dismissed' as const),
  score: fc.integer({ min: 0, max: 10 }),
  reason: fc.option(word),
  loadMs: fc.option(fc.integer({ min: 0, max: 6000 })),
  pause: fc.constantFrom(-1, 0, 999, 1000, 60_000),
  ends: fc.boolean(),
})

type Valued<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never

function messageOf(
  id: string,
  one: Valued<typeof asking>,
  { revision, state, score, reason, loadMs, pause, ends }: Valued<typeof outcome>,
): ReceivedResponse {
  const at = new Date(start + one.hours * hour).toISOString()
  const later = new Date(start + one.hours * hour + pause).toISOString()
  const hasScore = state === 'scored' || state === 'answered'
  const record = aResponse({
    ...{ id, revision, site: one.site, survey: one.survey, kind: one.kind },
    ...{ state, test: one.test, device: one.device, reason },
    score: hasScore ? score : null,
    trigger: {
      ...{ name: one.name, source: one.source, ref: one.ref, value: one.value, currency: one.currency },
      properties: one.properties,
    },
    ...(one.respondent !== null && {
      respondent: { id: one.respondent, since: one.since, traits: one.traits },
    }),
    page: { loadMs },
    ...{ askedAt: at, scoredAt: hasScore ? later : null, endedAt: ends ? later : null, sentAt: at },
  })
  return {
    record,
    json: JSON.stringify(record),
    receivedAt: Date.parse(at),
    vouched: { trigger: one.vouched, respondent: one.vouched && one.respondent !== null },
  }
}

/** Messages about a dozen responses, some of them for the same order or by the same person. */
export const someMessages: fc.Arbitrary<ReceivedResponse[]> = fc
  .tuple(fc.tuple(...ids.map(() => asking)), fc.array(outcome, { maxLength: 40 }))
  .map(([askings, outcomes]) =>
    outcomes.flatMap(one => {
      const [id, about] = [ids[one.place], askings[one.place]]
      return id && about ? [messageOf(id, about, one)] : []
    }),
  )

export const segment: fc.Arbitrary<Segment> = fc.constantFrom(
  ...segmentNames,
  'trait.plan',
  'trait.paying customer',
)
