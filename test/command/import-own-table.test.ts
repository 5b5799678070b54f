import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportOf } from '../../src/collector/export.ts'
import { exportAnswers } from '../../src/collector/export-answers.ts'
import { answersIn } from '../../src/command/import/answers.ts'
import { openTable, separatorOf } from '../../src/command/import/table.ts'
import type { ListedAnswer } from '../../src/report/api/figures-answer.ts'
import { aResponse } from '../collector/a-response.ts'

const now = Date.parse('2026-05-01T12:00:00Z')

/** Values that a table or a spreadsheet easily mistakes for something else. */
const pieces = ['=', '+', '-', '@', "'", '"', ',', ';', 'a', '1', ' ', '🙂', 'ä', 'x\ny', '\\', '\t=']
const text = fc
  .array(fc.constantFrom(...pieces), { maxLength: 8 })
  .map(parts => parts.join('').trim())
  .map(said => said || null)

const answer = fc.record({
  id: fc.uuid({ version: 4 }),
  score: fc.integer({ min: 0, max: 10 }),
  reason: text,
  ref: text,
  isConfirmed: fc.boolean(),
  value: fc.option(fc.integer({ min: 0, max: 99_999 }).map(cents => cents / 100)),
  properties: fc.dictionary(
    fc.constantFrom('team', 'plan', '=a'),
    fc.oneof(fc.integer(), fc.constantFrom(...pieces.map(piece => `${piece}x`), true)),
    { noNullPrototype: true },
  ),
})

test('our own table comes back as it was, by every separator, with cells that are guarded from spreadsheets', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(answer, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }),
      fc.constantFrom('comma', 'semicolon', 'tab'),
      fc.constantFrom('plain', 'text'),
      async (answers, separator, ids) => {
        const listed = answers.map(
          (one): ListedAnswer =>
            ({
              site: 'main',
              survey: 'checkout',
              kind: 'transactional',
              at: now - 1000,
              question: 'How likely…?',
              tags: [],
              touchpoint: 'checkout',
              currency: 'EUR',
              mayContact: false,
              email: null,
              verified: false,
              language: 'en',
              device: 'mobile',
              page: 'https://shop.example/',
              ...one,
            }) as ListedAnswer,
        )
        const store = { answers: async () => listed }
        const table = await new Response(exportAnswers(store as never, { separator, ids }, now)).text()

        // The head tells its separator.
        expect(separatorOf(table)).toBe(separator)
        const opened = openTable(table, { file: 'a.csv', separator, from: null, mapped: new Map() })
        const clock = { format: 'iso', zone: 'UTC' } as const
        const usual = {
          file: 'a.csv',
          now,
          site: 'x',
          survey: null,
          from: opened.from,
          columns: opened.columns,
          clock,
        }

        const read = [...answersIn(opened.rows(), usual)].map(one =>
          'refused' in one ? one.refused.reason : one.response.record,
        )
        expect(read).toMatchObject(
          listed.map(({ id, score, reason, ref, isConfirmed, value, properties, ...rest }) => ({
            id,
            site: rest.site,
            survey: rest.survey,
            state: isConfirmed ? 'answered' : 'scored',
            score,
            reason,
            device: rest.device,
            sentAt: new Date(rest.at).toISOString(),
            trigger: {
              name: 'checkout',
              ref,
              ...(value !== null && { value }),
              ...(Object.keys(properties).length > 0 && { properties }),
            },
          })),
        )
      },
    ),
  )
})

test('the table of all responses comes back too, except rows that are no answers', async () => {
  const records = [
    aResponse({
      reason: "'=1+1",
      respondent: { id: '0042', traits: { plan: 'Pro', seats: 3 } },
      trigger: { ref: '007', properties: { '=team': '-a' } },
    }),
    aResponse({ state: 'scored', reason: null }),
    aResponse({ state: 'dismissed', score: null, reason: null }),
    aResponse({ test: true }),
  ]
  const receivedAt = now - 1000
  const stored = records.map(record => ({ id: record.id, json: JSON.stringify(record), receivedAt }))
  for (const separator of ['comma', 'semicolon', 'tab'] as const) {
    const stream = exportOf({ records: async () => stored as never }, {}, { separator, ids: 'text' })
    const table = openTable(await new Response(stream).text(), {
      ...{ file: 'a.csv', separator, from: null, mapped: new Map() },
    })
    const clock = { format: 'iso', zone: 'UTC' } as const
    const { from, columns } = table
    const usual = { file: 'a.csv', now, site: 'x', survey: null, from, columns, clock }

    const read = [...answersIn(table.rows(), usual)].map(one =>
      'refused' in one ? one.refused.reason : one.response.record,
    )
    expect(read).toMatchObject([
      {
        id: records[0]?.id,
        reason: "'=1+1",
        respondent: { id: '0042', traits: { plan: 'Pro', seats: 3 } },
        trigger: { ref: '007', properties: { '=team': '-a' } },
      },
      { id: records[1]?.id, state: 'scored' },
      expect.stringMatching(/^state must be scored or answered: .+, found "dismissed"$/),
      expect.stringMatching(/^test must be false: .+, found "true"$/),
    ])
  }
})

test('answers without an id that differ only in fields outside the id are told apart by their order', () => {
  const table = openTable('at,score,property.team\n2025-01-01,9,a\n2025-01-01,9,b\n2025-01-01,9,b\n', {
    ...{ file: 'a.csv', separator: 'comma', from: null, mapped: new Map() },
  })
  const clock = { format: 'iso', zone: 'UTC' } as const
  const usual = { file: 'a.csv', now, site: 'x', survey: 's', from: null, columns: table.columns, clock }
  const ids = () =>
    [...answersIn(table.rows(), usual)].map(one =>
      'refused' in one ? one.refused.reason : one.response.record.id,
    )

  expect(new Set(ids()).size).toBe(3)
  expect(ids()).toEqual(ids())
  expect(ids().every(id => /^[0-9a-f-]{36}$/.test(id))).toBe(true)
})
