import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseResponse } from '../../src/collector/parse-response.ts'
import { fitRecord } from '../../src/delivery/fit-record.ts'
import { limits } from '../../src/protocol/limits.ts'
import { aResponse } from '../collector/a-response.ts'

const bytes = (record: object) => new TextEncoder().encode(JSON.stringify(record)).length

test('a response that fits is not touched', () => {
  const record = aResponse({ reason: 'Fast delivery' })

  expect(fitRecord(record)).toBe(record)
})

describe.each([
  ['a question of 600 characters', aResponse({ question: 'How likely? '.repeat(50) }), ['question']],
  ['a reason’s question of 501', aResponse({ reasonQuestion: 'W'.repeat(501) }), ['reasonQuestion']],
  ['a path of 2,100', aResponse({ page: { url: `https://shop.example/${'a'.repeat(2100)}` } }), ['page.url']],
  [
    'long parameters that are kept',
    aResponse({ page: { url: `https://shop.example/thanks?campaign=${'a'.repeat(3000)}` } }),
    ['page.url'],
  ],
  [
    'a long referrer',
    aResponse({ page: { referrer: `https://ads.example/${'%20'.repeat(900)}` } }),
    ['page.referrer'],
  ],
  [
    'twenty properties of 500 letters in Japanese, and a reason of 5,000',
    aResponse({
      reason: '漢'.repeat(5000),
      trigger: {
        properties: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`p${at}`, '字'.repeat(500)])),
      },
    }),
    ['trigger.properties'],
  ],
  ['a reason that JSON spells six times as long', aResponse({ reason: '\u0001'.repeat(5000) }), []],
])('%s', (_case, record, shortened) => {
  const fitted = fitRecord(record)

  test('is accepted by the collector', () => {
    expect(parseResponse(JSON.stringify(fitted))).toMatchObject({ ok: true })
    expect(bytes(fitted)).toBeLessThanOrEqual(limits.record)
  })

  test('keeps the answer, and names what was left out', () => {
    expect(fitted).toMatchObject({ score: record.score, state: 'answered' })
    if (shortened.length) expect(fitted).toMatchObject({ shortened, reason: record.reason })
  })
})

test('a text is cut between two characters, and its last says that it was', () => {
  const { question } = fitRecord(aResponse({ question: '🦊'.repeat(400) }))

  expect(question).toBe(`${'🦊'.repeat(249)}…`)
})

test('the address of a page is shortened by its query, then to its site', () => {
  const urlOf = (url: string) => fitRecord(aResponse({ page: { url } })).page.url

  expect(urlOf(`https://shop.example/thanks?x=${'a'.repeat(2000)}`)).toBe('https://shop.example/thanks')
  expect(urlOf(`https://shop.example/${'a'.repeat(2000)}`)).toBe('https://shop.example')
})

test('whatever the texts, the collector accepts what is sent, with its score', () => {
  const long = (most: number) =>
    fc
      .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), fc.nat(most))
      .map(([unit, length]) => unit.repeat(length).slice(0, most))
  fc.assert(
    fc.property(
      fc.record({
        question: long(4000),
        reason: long(limits.reason),
        path: fc.nat(3000).map(times => `/thanks${'/a'.repeat(times)}`),
        properties: fc.dictionary(fc.string({ maxLength: 40 }), long(limits.text), { maxKeys: 20 }),
      }),
      ({ question, reason, path, properties }) => {
        const record = aResponse({
          question,
          reason,
          page: { url: new URL(path, 'https://shop.example').href },
          trigger: { properties },
        })
        const fitted = fitRecord(record)

        expect(parseResponse(JSON.stringify(fitted))).toMatchObject({ ok: true })
        expect(bytes(fitted)).toBeLessThanOrEqual(limits.record)
        expect(fitted.score).toBe(record.score)
      },
    ),
  )
})
