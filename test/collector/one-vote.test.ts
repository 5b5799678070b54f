import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { tries } from '../support/thorough.ts'
import { aResponse } from './a-response.ts'
import { message, now, signingSecret, testCollector, token } from './test-collector.ts'

const signer = createSigner({ secret: signingSecret, now: () => now })
const late = createSigner({ secret: signingSecret, now: () => now + 30 * 24 * 60 * 60 * 1000 })
const ofRef = await signer.ref('checkout', 'A-1')
const ofRespondent = await signer.respondent('u_1')
const ofLink = await signer.link({ survey: 'checkout', ref: 'T-1', respondent: 'u_1' })
const ofBareLink = await signer.link({ survey: 'checkout' })
const ofAccentedRef = await signer.ref('checkout', 'Å-1')
const ofPlaceholder = await signer.ref('checkout', 'undefined')
const ofNobody = await signer.respondent('undefined')

type Changes = Parameters<typeof aResponse>[0]

const link = (ref: string | null, signature: string) => ({ ref, source: 'link' as const, signature })

/** The signed values, and how many verified votes they are worth, in all surveys together or in each. */
const subjects: [string, Changes, { each: number; all: number }][] = [
  ['a signed ref', { trigger: { ref: 'A-1', signature: ofRef } }, { each: 1, all: 1 }],
  [
    'a signed ref with a letter that has two spellings',
    { trigger: { ref: 'Å-1', signature: ofAccentedRef } },
    { each: 1, all: 1 },
  ],
  ['a signed link', { trigger: link('T-1', ofLink), respondent: { id: 'u_1' } }, { each: 1, all: 1 }],
  ['a signed link with nothing but its survey', { trigger: link(null, ofBareLink) }, { each: 1, all: 1 }],
  ['a signed respondent', { respondent: { id: 'u_1', signature: ofRespondent } }, { each: 1, all: 3 }],
  [
    'a signature over a placeholder',
    { trigger: { ref: 'undefined', signature: ofPlaceholder } },
    { each: 0, all: 0 },
  ],
  ['a signature over nobody', { respondent: { id: 'undefined', signature: ofNobody } }, { each: 0, all: 0 }],
]

const oneOf = fc.constantFrom

/** Other spellings of a text, which look like it or are found as it. */
const spelled = (text: string) =>
  oneOf(
    text,
    text,
    text,
    ` ${text}`,
    `${text}\u2003`,
    `${text}\u200b`,
    `\u202e${text}`,
    text.toLowerCase(),
    text.toUpperCase(),
    text.normalize('NFD'),
    text.normalize('NFKC'),
    text.replace('1', '１'),
    `${text}\n`,
  )

const minute = (at: number) => new Date(now - at * 60_000).toISOString()

/** Varies everything that a signature leaves open; what it covers is sometimes spelled differently. */
const messageOf = (signed: Changes): fc.Arbitrary<ResponseRecord> => {
  const base = aResponse(signed)
  return fc
    .record({
      name: oneOf(base.trigger.name, 'checkout', 'support', 'a', 'Checkout', ' checkout', 'visit', 'show'),
      survey: oneOf('checkout', 'checkout', 'support', 'Checkout'),
      ref:
        base.trigger.ref == null
          ? oneOf(null, undefined, '', ' ', 'undefined', '0')
          : spelled(base.trigger.ref),
      id: base.respondent ? spelled(base.respondent.id) : oneOf(undefined, 'u_1', 'u_2'),
      kind: oneOf('transactional', 'relationship'),
      state: oneOf('answered', 'answered', 'scored'),
      locale: oneOf('en', 'de', 'pt-BR'),
      source: oneOf(base.trigger.source, base.trigger.source, 'command', 'link', 'tag', 'collector'),
      value: oneOf(null, 1, 59.9),
      revision: fc.integer({ min: 1, max: 9 }),
      score: fc.nat({ max: 10 }),
      endedAt: fc.nat({ max: 9 }),
      properties: oneOf({}, { team: 'north' }),
      visitor: oneOf(null, 'v-1', 'v-2'),
      endedBy: oneOf('sent', 'closed', 'opted-out'),
    } as const)
    .map(({ name, ref, source, value, properties, id, endedAt, ...rest }) =>
      aResponse({
        ...signed,
        ...rest,
        askedAt: minute(endedAt + 1),
        scoredAt: minute(endedAt),
        endedAt: minute(endedAt),
        trigger: { ...base.trigger, name, ref, source, value, properties },
        ...(id !== undefined && { respondent: { ...base.respondent, id } }),
      }),
    )
}

/** How many verified answers each survey counts. */
async function verifiedIn(messages: readonly object[]): Promise<number[]> {
  const { send, operatorGets } = await testCollector()
  for (const sent of messages) expect(await send(sent)).toEqual([204])
  const { surveys } = await (await operatorGets('/api/report')).json()
  return surveys.map((survey: { verified: number }) => survey.verified)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

describe.each(subjects)('%s', (_case, signed, most) => {
  test('makes no second verified vote, whatever else is varied', async () => {
    const messages = fc.array(messageOf(signed), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(messages, async messages => {
        const verified = await verifiedIn(messages)

        expect(Math.max(0, ...verified)).toBeLessThanOrEqual(most.each)
        expect(sum(verified)).toBeLessThanOrEqual(most.all)
      }),
      { numRuns: tries(10, 100) },
    )
  })

  test('makes its own vote, if it is anybody’s', async () => {
    expect(await verifiedIn([aResponse(signed), aResponse(signed)])).toEqual([most.each])
  })
})

const many = (count: number, changes: (index: number) => Changes) =>
  Array.from({ length: count }, (_, index) => aResponse(changes(index)))

test.each<[string, ResponseRecord[], number[]]>([
  [
    'one signed link, its trigger’s name varied a hundred times',
    many(100, index => ({
      trigger: { ...link('T-1', ofLink), name: `name ${index}` },
      respondent: { id: 'u_1' },
    })),
    [1],
  ],
  ['one signed link without a ref, 200 times', many(200, () => ({ trigger: link(null, ofBareLink) })), [1]],
  [
    'one respondent’s signature without a ref, 200 times',
    many(200, () => ({ respondent: { id: 'u_1', signature: ofRespondent } })),
    [1],
  ],
  [
    'one respondent’s signature without a ref, its trigger’s name varied',
    many(20, index => ({
      respondent: { id: 'u_1', signature: ofRespondent },
      trigger: { name: `name ${index}` },
    })),
    [1],
  ],
])('%s: one vote', async (_case, messages, expected) => {
  const { send, operatorGets } = await testCollector()
  await send(...messages)

  const { surveys } = await (await operatorGets('/api/report')).json()

  expect(surveys.map((survey: { verified: number }) => survey.verified)).toEqual(expected)
  expect(surveys.map((survey: { answers: number }) => survey.answers)).toEqual(expected)
})

test('one ref’s signature in forty surveys is verified in one, and counts in the others as if it were not signed', async () => {
  const { send, operatorGets } = await testCollector()
  await send(...many(40, index => ({ survey: `survey-${index}`, trigger: { ref: 'A-1', signature: ofRef } })))

  const { surveys } = await (await operatorGets('/api/report')).json()

  expect(sum(surveys.map((survey: { verified: number }) => survey.verified))).toBe(1)
  expect(sum(surveys.map((survey: { answers: number }) => survey.answers))).toBe(40)
})

describe('a respondent', () => {
  test('has one vote a month in each survey', async () => {
    const { send, operatorGets } = await testCollector({ now: () => Date.parse('2026-05-31T12:00:00.000Z') })
    const respondent = { id: 'u_1', signature: await late.respondent('u_1') }
    const on = (endedAt: string, survey = 'checkout') =>
      aResponse({ survey, respondent, endedAt, sentAt: '2026-05-31T12:00:00.000Z' })
    await send(
      on('2026-05-01T00:00:00.000Z'),
      on('2026-05-10T12:00:00.000Z'),
      on('2026-05-31T11:59:00.000Z'),
      on('2026-05-10T12:00:00.000Z', 'support'),
    )

    const { surveys } = await (await operatorGets('/api/report')).json()

    expect(surveys).toMatchObject([
      { survey: 'checkout', answers: 1, verified: 1 },
      { survey: 'support', answers: 1, verified: 1 },
    ])
  })

  test('has another in the next month', async () => {
    const { send, operatorGets } = await testCollector()
    const respondent = { id: 'u_1', signature: ofRespondent }
    await send(
      aResponse({ respondent }),
      aResponse({ respondent, endedAt: '2026-04-28T12:00:00.000Z' }),
      aResponse({ respondent, endedAt: '2026-04-29T12:00:00.000Z' }),
    )

    const { surveys } = await (await operatorGets('/api/report')).json()

    expect(surveys).toMatchObject([{ answers: 2, verified: 2 }])
  })
})

test('a trigger that the collector has handed out is also one vote, in whatever survey', async () => {
  const { collector, send, operatorGets } = await testCollector()
  const trigger = { name: 'support', ref: 'T-7' }
  const ask = { schema: 1, site: 'main', respondent: { id: 'u_1' }, trigger }
  await collector.fetch(message('/triggers', ask, { authorization: `Bearer ${token}` }))
  const respondent = { id: 'u_1', signature: ofRespondent }
  await send(
    ...many(20, index => ({
      survey: `survey-${index % 4}`,
      trigger: { ...trigger, source: 'collector' },
      respondent,
    })),
  )

  const { surveys } = await (await operatorGets('/api/report')).json()

  expect(sum(surveys.map((survey: { verified: number }) => survey.verified))).toBe(1)
})
