import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FiguresRow } from '../../../src/collector/store/count-figures.ts'
import { leaveToFill } from '../../../src/collector/store/fills.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import type { Selection } from '../../../src/report/api/figures-query.ts'
import { type Segment, segmentNames } from '../../../src/report/api/segments.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { openTestDatabase } from '../test-database.ts'
import { countByHand } from './count-by-hand.ts'

const start = Date.parse('2026-05-01T00:00:00.000Z')
const hour = 3_600_000
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
  value: fc.option(fc.double({ min: 0, max: 700, noNaN: true })),
  currency: fc.constantFrom(null, 'EUR', 'SEK'),
  properties,
  traits: fc.dictionary(fc.constantFrom('plan', 'paying customer'), scalar),
  respondent: fc.constantFrom(null, 'u_1', 'u_2'),
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
})

type Valued<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never

function messageOf(
  id: string,
  one: Valued<typeof asking>,
  { revision, state, score, reason, loadMs }: Valued<typeof outcome>,
): ReceivedResponse {
  const at = new Date(start + one.hours * hour).toISOString()
  const hasScore = state === 'scored' || state === 'answered'
  const record = aResponse({
    ...{ id, revision, site: one.site, survey: one.survey, kind: one.kind },
    ...{ state, test: one.test, device: one.device, reason },
    score: hasScore ? score : null,
    trigger: {
      ...{ name: one.name, source: one.source, ref: one.ref, value: one.value, currency: one.currency },
      properties: one.properties,
    },
    ...(one.respondent !== null && { respondent: { id: one.respondent, traits: one.traits } }),
    page: { loadMs },
    ...{ askedAt: at, scoredAt: at, endedAt: at, sentAt: at },
  })
  return {
    record,
    json: JSON.stringify(record),
    receivedAt: Date.parse(at),
    vouched: { trigger: one.vouched, respondent: one.vouched && one.respondent !== null },
  }
}

const someMessages: fc.Arbitrary<ReceivedResponse[]> = fc
  .tuple(fc.tuple(...ids.map(() => asking)), fc.array(outcome, { maxLength: 40 }))
  .map(([askings, outcomes]) =>
    outcomes.flatMap(one => {
      const [id, about] = [ids[one.place], askings[one.place]]
      return id && about ? [messageOf(id, about, one)] : []
    }),
  )

const segment: fc.Arbitrary<Segment> = fc.constantFrom(...segmentNames, 'trait.plan', 'trait.paying customer')

const query = fc.record({
  by: fc.uniqueArray(segment, { maxLength: 2 }),
  byDay: fc.boolean(),
  selection: fc
    .record({
      from: fc.integer({ min: 0, max: 5 }),
      days: fc.integer({ min: 1, max: 3 }),
      hasBefore: fc.boolean(),
      site: fc.option(fc.constantFrom('main', 'outlet')),
      survey: fc.option(fc.constantFrom('checkout', 'support')),
      kind: fc.option(fc.constantFrom('transactional' as const, 'relationship' as const)),
      onlyVerified: fc.boolean(),
      countUnconfirmed: fc.boolean(),
      latestPerRespondent: fc.boolean(),
      filters: fc.array(fc.record({ segment, value: fc.constantFrom('north', 'mobile', '', '3', 'EUR 1') }), {
        maxLength: 1,
      }),
      tag: fc.constant(null),
    })
    .map(({ from, days, hasBefore, ...rest }): Selection => {
      const [begin, length] = [start + from * 24 * hour, days * 24 * hour]
      return {
        ...rest,
        period: { start: begin, end: begin + length },
        before: hasBefore ? { start: begin - length, end: begin } : null,
      }
    }),
})

const sorted = (rows: readonly FiguresRow[]) => rows.map(row => JSON.stringify(row)).sort()

test('the statements count what a count by hand does, whatever was sent and whatever is asked', async () => {
  const { database, close } = await openTestDatabase()
  try {
    await fc.assert(
      fc.asyncProperty(
        someMessages,
        fc.array(query, { minLength: 1, maxLength: 4 }),
        async (messages, queries) => {
          await database.db.deleteFrom('response').execute()
          for (const one of messages) await database.store.saveAll([one])

          for (const one of queries) {
            expect(sorted(await database.store.figures(one))).toEqual(sorted(countByHand(messages, one)))
          }
        },
      ),
      { numRuns: tries(60, 1000) },
    )
  } finally {
    await close()
  }
})

test('what a record spells that a database cannot read is no reason to count nothing', async () => {
  const { database, close } = await openTestDatabase()
  try {
    const strange = [
      String.raw`\u0000`,
      String.raw`\ud800`,
      String.raw`\udc00`,
      String.raw`\ud800\ud800`,
      String.raw`\\ud800\udc00`,
      String.raw`\\\u0000`,
      String.raw`\ud83d\ude00`,
    ]
    for (const [index, text] of strange.entries()) {
      const record = aResponse({ trigger: { properties: { team: 'north' } } })
      const json = JSON.stringify(record).replace('Fast delivery', `${text}`)
      await database.store.saveAll([{ record: JSON.parse(json), json, receivedAt: start + index }])
    }
    const selection = {
      ...{ site: null, survey: null, kind: null, onlyVerified: false, countUnconfirmed: false },
      ...{ latestPerRespondent: false, filters: [], tag: null, before: null },
      period: { start: 0, end: 9e12 },
    }

    const rows = await database.store.figures({ selection, by: ['team'], byDay: false })

    expect(rows.map(({ first, responses }) => ({ first, responses }))).toEqual([
      { first: 'north', responses: strange.length },
    ])
  } finally {
    await close()
  }
})

test('what came before segments had columns is counted from the record until it is filled in, and alike afterwards', async () => {
  const { database, close } = await openTestDatabase()
  const { db, store } = database
  try {
    for (const [place, team] of ['north', 7, true, ''].entries()) {
      const record = aResponse({
        trigger: { value: 10 * place, currency: 'EUR', properties: { team, agent: `${team}` } },
        page: { loadMs: 900 * place },
      })
      await store.saveAll([{ record, json: JSON.stringify(record), receivedAt: start + place }])
    }
    const selection: Selection = {
      ...{ site: null, survey: null, kind: null, onlyVerified: false, countUnconfirmed: false },
      ...{ latestPerRespondent: false, filters: [], tag: null, before: null },
      period: { start: 0, end: 9e12 },
    }
    const counted = async () => {
      const by = [
        ['team', 'value'],
        ['device', 'load'],
        ['agent', 'product'],
      ] as const
      return Promise.all(
        by.map(async one => sorted(await store.figures({ selection, by: one, byDay: false }))),
      )
    }
    const asStored = await counted()
    await db
      .updateTable('response')
      .set({ segmented: 0, device: null, team: null, agent: null, value_band: null, load_band: null })
      .execute()
    await leaveToFill(db, 'segments')

    expect(await counted()).toEqual(asStored)
    while (await store.fill());
    expect(await db.selectFrom('response').select('team').orderBy('received_at').execute()).toEqual([
      { team: 'north' },
      { team: '7' },
      { team: 'true' },
      { team: null },
    ])
    expect(await counted()).toEqual(asStored)
  } finally {
    await close()
  }
})
