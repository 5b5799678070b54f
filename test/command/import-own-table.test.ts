import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportAnswers } from '../../src/collector/export-answers.ts'
import { answersIn } from '../../src/command/import/answers.ts'
import { openTable, separatorOf } from '../../src/command/import/table.ts'
import type { ListedAnswer } from '../../src/report/api/figures-answer.ts'

const now = Date.parse('2026-05-01T12:00:00Z')

/** What is easily taken for something else, in a table or by a spreadsheet. */
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
        const opened = openTable(table, { file: 'a.csv', separator, from: null, told: new Map() })
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
