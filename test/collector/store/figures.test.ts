import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { type FiguresRow, responsesIn } from '../../../src/collector/store/count-figures.ts'
import type { ValuesRow } from '../../../src/collector/store/count-values.ts'
import { leaveToFill } from '../../../src/collector/store/fills.ts'
import type { Selection } from '../../../src/report/api/figures-query.ts'
import type { Segment } from '../../../src/report/api/segments.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { openTestDatabase } from '../test-database.ts'
import { countByHand, valuesByHand } from './count-by-hand.ts'
import { hour, segment, someMessages, start } from './some-messages.ts'

/** What the operator has declared, so that some of what is asked is answered from the rollup. */
const declared = fc.uniqueArray(
  fc.constantFrom<Segment>('team', 'value', 'load', 'trait.plan', 'trait.paying customer'),
  { maxLength: 2 },
)

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
        maxLength: 2,
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

const sorted = (rows: readonly (FiguresRow | ValuesRow)[]) =>
  rows.map(row => JSON.stringify(Object.entries(row).sort())).sort()

test('the statements count what a count by hand does, whatever was sent and whatever is asked', async () => {
  const { database, close } = await openTestDatabase()
  try {
    await fc.assert(
      fc.asyncProperty(
        someMessages,
        fc.array(query, { minLength: 1, maxLength: 4 }),
        declared,
        async (messages, queries, segments) => {
          for (const table of ['response', 'rollup', 'known_survey', 'undeclared', 'fill'] as const) {
            await database.db.deleteFrom(table).execute()
          }
          await database.store.declareSegments(segments)
          await database.store.saveAll(messages)
          expect(await database.store.verify()).toEqual([])

          for (const one of queries) {
            expect(sorted(await database.store.figures(one))).toEqual(sorted(countByHand(messages, one)))
            expect(sorted(await database.store.values(one))).toEqual(sorted(valuesByHand(messages, one)))
          }
        },
      ),
      { numRuns: tries(inject('postgresUrl') ? 20 : 60, 1000) },
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

    expect(rows.map(({ first, ...row }) => ({ first, responses: responsesIn(row) }))).toEqual([
      { first: 'north', responses: strange.length },
    ])
  } finally {
    await close()
  }
})

test('what came before segments had columns is counted from the record until it is filled in, with the same result afterwards', async () => {
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
