import { expect, test } from 'vitest'
import { isAwaited, isWorse, type Rule } from '../../../src/collector/alerts/rules.ts'
import { RuleChange } from '../../../src/report/api/alerts.ts'
import { aResponse } from '../a-response.ts'

const rule = (fields: object = {}): Rule => ({
  ...RuleChange.parse({ name: 'Low scores', destinations: ['d'], ...fields }),
  id: 'r',
})

const order = (value: number | null, currency: string | null) =>
  aResponse({ score: 2, trigger: { value, currency } })
const withTraits = (traits: Record<string, string | number | boolean>) =>
  aResponse({ score: 2, respondent: { id: 'u_1', traits } })

test.each([
  ['the best score of a detractor', {}, aResponse({ score: 6 }), true],
  ['a passive', {}, aResponse({ score: 7 }), false],
  ['the score that the rule names', { scoreAtMost: 3 }, aResponse({ score: 3 }), true],
  ['one above it', { scoreAtMost: 3 }, aResponse({ score: 4 }), false],
  ['any score', { scoreAtMost: 10 }, aResponse({ score: 10 }), true],
  ['a score that was never sent', {}, aResponse({ score: 0, state: 'scored', endedBy: 'closed' }), false],
  ['a dismissal', {}, aResponse({ score: null, state: 'dismissed' }), false],
  ['a test', {}, aResponse({ score: 0, test: true }), false],
  ['who opened the survey themselves', {}, aResponse({ score: 0, trigger: { source: 'show' } }), false],
  ['its own site', { site: 'main' }, aResponse({ score: 0 }), true],
  ['another site', { site: 'outlet' }, aResponse({ score: 0 }), false],
  ['its own survey', { survey: 'checkout' }, aResponse({ score: 0 }), true],
  ['another survey', { survey: 'support' }, aResponse({ score: 0 }), false],
  ['the least value', { valueAtLeast: 500, currency: 'EUR' }, order(500, 'EUR'), true],
  ['the same in small letters', { valueAtLeast: 500, currency: 'EUR' }, order(500, 'eur'), true],
  ['less than it', { valueAtLeast: 500, currency: 'EUR' }, order(499.99, 'EUR'), false],
  ['another currency', { valueAtLeast: 500, currency: 'EUR' }, order(9000, 'SEK'), false],
  ['no value', { valueAtLeast: 500, currency: 'EUR' }, order(null, 'EUR'), false],
  ['its trait', { trait: { name: 'plan', value: 'pro' } }, withTraits({ plan: 'pro' }), true],
  ['a trait that is no text', { trait: { name: 'seats', value: '12' } }, withTraits({ seats: 12 }), true],
  ['another value', { trait: { name: 'plan', value: 'pro' } }, withTraits({ plan: 'free' }), false],
  ['no such trait', { trait: { name: 'plan', value: 'pro' } }, withTraits({}), false],
  ['nobody known', { trait: { name: 'plan', value: 'pro' } }, aResponse({ score: 2 }), false],
  [
    'no trait but what every object has',
    { trait: { name: 'constructor', value: 'x' } },
    withTraits({}),
    false,
  ],
  ['its team', { team: 'north' }, aResponse({ score: 2, trigger: { properties: { team: 'north' } } }), true],
  [
    'another team',
    { team: 'north' },
    aResponse({ score: 2, trigger: { properties: { team: 'south' } } }),
    false,
  ],
  ['a rule about falls', { on: 'fall' }, aResponse({ score: 0 }), false],
])('%s', (_case, fields, record, awaited) => {
  expect(isAwaited(rule(fields), record)).toBe(awaited)
})

test.each([
  [null, 3, true],
  [3, 0, false],
  [3, 8, false],
  [8, 6, true],
  [9, 7, true],
  [7, 8, false],
])('told of %s, then %s: told again %s', (before, score, told) => {
  const earlier = before === null ? undefined : aResponse({ score: before })
  expect(isWorse(aResponse({ score }), earlier)).toBe(told)
})

test('a chosen score was not reported, so sending it is', () => {
  expect(isWorse(aResponse({ score: 3 }), aResponse({ score: 3, state: 'scored' }))).toBe(true)
})
