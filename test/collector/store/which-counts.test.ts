import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'
import { rowOf } from '../../../src/collector/store/row.ts'
import type { ResponseTable, Tables } from '../../../src/collector/store/tables.ts'
import { tallyOfResponses } from '../../../src/collector/store/tally.ts'
import { countsAs, subjectOf, type Vote } from '../../../src/collector/store/which-counts.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { testDatabase } from '../test-database.ts'

const day = 24 * 60 * 60 * 1000

describe('whose vote a verified response is', () => {
  const times = { givenAt: now, receivedAt: now }
  const link = { name: 'support', source: 'link' as const }
  const both = { trigger: true, respondent: true }
  const whoAlone = { trigger: false, respondent: true }

  test.each([
    [
      'a link’s',
      aResponse({ trigger: { ...link, ref: 'T-1' }, respondent: { id: 'u_1' } }),
      both,
      'link\ncheckout\nT-1\nu_1',
    ],
    [
      'a link’s without a respondent',
      aResponse({ trigger: { ...link, ref: 'T-1' } }),
      both,
      'link\ncheckout\nT-1\n',
    ],
    [
      'a ref’s',
      aResponse({ trigger: { ref: ' A-1' }, respondent: { id: 'u_1' } }),
      both,
      'ref\ncheckout\nA-1',
    ],
    [
      'a respondent’s',
      aResponse({ respondent: { id: 'u_1' } }),
      whoAlone,
      'respondent\ncheckout\nu_1\n2026-05',
    ],
    [
      'a respondent’s who came by a link that is not signed',
      aResponse({ trigger: link, respondent: { id: 'u_1' } }),
      whoAlone,
      'respondent\ncheckout\nu_1\n2026-05',
    ],
    [
      'nobody’s: a signed respondent, and a ref that is not',
      aResponse({ trigger: { ref: 'A-1' }, respondent: { id: 'u_1' } }),
      whoAlone,
      null,
    ],
    [
      'nobody’s: nothing is signed',
      aResponse({ trigger: { ref: 'A-1' } }),
      { trigger: false, respondent: false },
      null,
    ],
  ])('%s', (_case, record, vouched, subject) => {
    expect(subjectOf(record, vouched, times)).toBe(subject)
  })

  test.each([
    ['the last moment of a month', '2026-04-30T23:59:59.999Z', '2026-04'],
    ['the first of the next', '2026-05-01T00:00:00.000Z', '2026-05'],
    ['as long ago as a browser keeps an answer', '2026-04-01T00:00:00.000Z', '2026-04'],
    ['years ago, which nobody can check', '2019-01-01T00:00:00.000Z', '2026-03'],
  ])('a month is that in which it was given: %s', (_case, givenAt, month) => {
    const record = aResponse({ respondent: { id: 'u_1' } })
    const at = { givenAt: Date.parse(givenAt), receivedAt: Date.parse('2026-05-01T12:00:00.000Z') }

    expect(subjectOf(record, whoAlone, at)).toBe(`respondent\ncheckout\nu_1\n${month}`)
  })
})

const vote = (changes: Partial<Vote>): Vote => ({
  id: '1',
  site: 'main',
  survey: 'checkout',
  trigger_name: 'checkout',
  ref: null,
  test: 0,
  self_selected: 0,
  standing: 4,
  given_at: 0,
  subject: null,
  ...changes,
})
const byRef = { ref: 'A-1' }
const signedRef = { ref: 'A-1', standing: 9, subject: 'ref\ncheckout\nA-1' }
const signedWho = { standing: 9, subject: 'respondent\ncheckout\nu_1\n2026-05' }
const signedLink = { ref: 'T-1', standing: 9, subject: 'link\ncheckout\nT-1\nu_1' }

test.each<[string, Partial<Vote>[], ReturnType<typeof countsAs>[]]>([
  ['without a ref each counts', [{}, {}], ['unverified', 'unverified']],
  ['one for a ref, the later', [byRef, { ...byRef, given_at: 1 }], ['nothing', 'unverified']],
  ['a signed ref before a later one', [signedRef, { ...byRef, given_at: 1 }], ['verified', 'nothing']],
  ['a signed respondent once', [signedWho, { ...signedWho, given_at: 1 }], ['nothing', 'verified']],
  [
    'a signed link once, whatever the trigger’s name',
    [signedLink, { ...signedLink, trigger_name: 'other', given_at: 1 }],
    ['nothing', 'verified'],
  ],
  [
    'a signed link before an unsigned answer to its ref',
    [signedLink, { ref: 'T-1', given_at: 1 }],
    ['verified', 'nothing'],
  ],
  [
    'a signed ref is verified in one survey; in another it counts like an unsigned one',
    [signedRef, { ...signedRef, survey: 'support', given_at: 1 }],
    ['unverified', 'verified'],
  ],
  [
    'a test takes no vote away',
    [signedRef, { ...signedRef, test: 1, given_at: 1 }],
    ['verified', 'verified'],
  ],
  [
    'nor does a survey that the visitor opened',
    [signedRef, { ...signedRef, self_selected: 1, given_at: 1 }],
    ['verified', 'verified'],
  ],
  ['nor another site', [signedRef, { ...signedRef, site: 'shop', given_at: 1 }], ['verified', 'verified']],
  [
    'an answer before a score',
    [{ ...signedWho, standing: 7, given_at: 1 }, signedWho],
    ['nothing', 'verified'],
  ],
])('%s', (_case, changes, expected) => {
  const votes = changes.map((change, index) => vote({ id: `${index}`, ...change }))

  expect(votes.map(one => countsAs(one, votes))).toEqual(expected)
})

/** Few of each, so that they meet. */
const anyVote = fc
  .record({
    site: fc.constantFrom('main', 'shop'),
    survey: fc.constantFrom('checkout', 'support'),
    trigger_name: fc.constantFrom('checkout', 'other'),
    ref: fc.constantFrom(null, 'A-1', 'A-2'),
    test: fc.constantFrom<0 | 1>(0, 0, 0, 1),
    self_selected: fc.constantFrom<0 | 1>(0, 0, 0, 1),
    standing: fc.constantFrom(0, 2, 4, 7, 9),
    given_at: fc.nat({ max: 3 }),
    signed: fc.constantFrom('nothing', 'ref', 'link', 'respondent'),
    score: fc.nat({ max: 10 }),
  })
  .map(({ signed, ...vote }) => {
    const { survey, trigger_name: name, ref } = vote
    const subjects: Record<string, string> = {
      link: `link\n${survey}\n${ref ?? ''}\n`,
      ...(ref !== null && { ref: `ref\n${name}\n${ref}` }),
      ...(ref === null && { respondent: `respondent\n${survey}\nu_1\n2026-05` }),
    }
    return { ...vote, subject: subjects[signed] ?? null }
  })

async function store(db: Kysely<Tables>, votes: readonly Partial<ResponseTable>[]): Promise<ResponseTable[]> {
  await db.deleteFrom('response').execute()
  const rows = votes.map(changes => {
    const record = aResponse()
    return { ...rowOf({ record, json: JSON.stringify(record), receivedAt: now }), ...changes }
  })
  if (rows.length > 0) await db.insertInto('response').values(rows).execute()
  return rows
}

test('the database counts what the function counts, whatever there is', async () => {
  const { db } = await testDatabase()
  await fc.assert(
    fc.asyncProperty(fc.array(anyVote, { maxLength: 14 }), async votes => {
      const rows = await store(db, votes)
      const expected = rows
        .map(row =>
          [row.site, row.survey, row.test, row.self_selected, row.score, countsAs(row, rows)].join(),
        )
        .filter(line => !line.endsWith('nothing'))

      const counted = (await tallyOfResponses(db)).flatMap(row =>
        Array.from({ length: row.responses }, () =>
          [
            row.site,
            row.survey,
            Number(row.test),
            Number(row.selfSelected),
            row.score,
            row.verified ? 'verified' : 'unverified',
          ].join(),
        ),
      )

      expect(counted.sort()).toEqual(expected.sort())
    }),
    { numRuns: 150 },
  )
})

test.each([
  ['respondent', { subject: 'respondent\ncheckout\nu_1\n2026-05' }],
  ['link', { subject: 'link\ncheckout\nT-1\n', ref: 'T-1' }],
  ['ref, each in a survey of its own', { subject: 'ref\ncheckout\nA-1', ref: 'A-1' }],
])(
  'ten thousand answers by one signed %s are counted in a moment',
  async (name, changes) => {
    const { db } = await testDatabase()
    await db.deleteFrom('response').execute()
    const [row] = await store(db, [{ ...changes, standing: 9, verified: 1 }])
    for (let stored = 0; stored < 10_000; stored += 500) {
      const rows = Array.from({ length: 500 }, (_, index) => ({
        ...(row as ResponseTable),
        id: `${stored + index}`,
        given_at: now - day + index,
        trigger_name: name === 'link' ? `name ${stored + index}` : 'checkout',
        survey: name.startsWith('ref') ? `s${stored + index}` : 'checkout',
      }))
      await db.insertInto('response').values(rows).execute()
    }
    // As the server does by itself once so many have come, but not at a known moment.
    if (inject('postgresUrl')) await sql`analyze response`.execute(db)

    const startedAt = performance.now()
    const counted = await tallyOfResponses(db)

    const verified = counted.filter(row => row.verified).reduce((sum, row) => sum + row.responses, 0)
    expect(verified).toBe(1)
    expect(performance.now() - startedAt).toBeLessThan(5000)
  },
  60_000,
)
