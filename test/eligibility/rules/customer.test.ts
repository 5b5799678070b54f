import { describe, expect, test } from 'vitest'
import { sampleNumber } from '../../../src/eligibility/sample.ts'
import type { Respondent } from '../../../src/protocol/trigger.ts'
import { aHistory, aSituation, aSurvey, days, exactFrom, noon, ruleNamed } from '../situations.ts'

const minAge = ruleNamed('min-age')
const minPages = ruleNamed('min-pages')
const minVisits = ruleNamed('min-visits')
const sample = ruleNamed('sample')

const seenSince = (firstVisitAt: number, visits = 1, pages = 1) => ({
  firstVisitAt,
  visits,
  pages,
})
const customer = (changes: Partial<Respondent> = {}): Respondent => ({
  id: 'u_1',
  signature: null,
  since: null,
  traits: {},
  ...changes,
})

describe('the age', () => {
  const survey = aSurvey({ minAge: days(30) })

  test('is counted from the first visit', () => {
    const situation = aSituation({ seen: seenSince(noon - days(10)) })

    expect(minAge(survey, situation)).toMatchObject({ found: days(10), allowed: days(30) })
    expect(exactFrom(minAge, survey, situation)).toBe(noon + days(20))
  })

  test('is counted from when the customer became one, if the site says so', () => {
    const situation = (since: string) =>
      aSituation({ seen: seenSince(noon - days(29)), respondent: customer({ since }) })

    expect(exactFrom(minAge, survey, situation('2026-05-01'))).toBe(Date.UTC(2026, 4, 31))
    expect(minAge(survey, situation('2024-05-01')).pass).toBe(true)
  })

  test('of a customer without such a date is counted from the first visit', () => {
    const situation = aSituation({ seen: seenSince(noon - days(30)), respondent: customer() })

    expect(minAge(survey, situation).pass).toBe(true)
  })

  test.each([
    ['nothing was counted', null, null],
    ['the date cannot be read', seenSince(0), customer({ since: 'long ago' })],
    ['the first visit lies in the future', seenSince(noon + days(1)), null],
  ])('is not enough where %s', (_case, seen, respondent) => {
    expect(minAge(survey, aSituation({ seen, respondent })).pass).toBe(false)
  })

  test('does not matter if the site does not ask for one', () => {
    expect(minAge(aSurvey(), aSituation()).pass).toBe(true)
  })

  test('that could not be read is reached by nobody', () => {
    const situation = aSituation({ seen: seenSince(0) })

    expect(minAge(aSurvey({ minAge: Number.POSITIVE_INFINITY }), situation)).toMatchObject({
      pass: false,
      from: null,
    })
  })
})

describe.each([
  [
    'visits',
    minVisits,
    (count: number) => ({ minVisits: count }),
    (count: number) => seenSince(0, count, 99),
  ],
  ['pages', minPages, (count: number) => ({ minPages: count }), (count: number) => seenSince(0, 99, count)],
])('the number of %s', (_case, rule, surveyWith, seenWith) => {
  test.each([
    [2, false],
    [3, true],
    [4, true],
  ])('is reached at 3, not before: %i', (count, pass) => {
    const situation = aSituation({ seen: seenWith(count) })

    expect(rule(aSurvey(surveyWith(3)), situation)).toMatchObject({
      pass,
      found: count,
      allowed: 3,
      from: null,
    })
  })

  test('is 0 if nothing was counted', () => {
    expect(rule(aSurvey(surveyWith(1)), aSituation())).toMatchObject({ pass: false, found: 0 })
    expect(rule(aSurvey(), aSituation()).pass).toBe(true)
  })

  test('that could not be read is reached by nobody', () => {
    expect(
      rule(aSurvey(surveyWith(Number.POSITIVE_INFINITY)), aSituation({ seen: seenWith(9e9) })).pass,
    ).toBe(false)
  })
})

describe('the sample', () => {
  const survey = aSurvey({ sample: 0.5 })
  const seed = 7
  const number = sampleNumber(seed, survey, noon)
  const situation = aSituation({ history: aHistory({ seed }) })

  test('takes a visitor whose number is below the share, and no other', () => {
    expect(sample(aSurvey({ sample: number }), situation)).toMatchObject({
      pass: false,
      found: number,
      allowed: number,
    })
    expect(sample(aSurvey({ sample: number + 1e-9 }), situation)).toMatchObject({ pass: true, found: number })
  })

  test('goes by the customer if one is known', () => {
    const known = aSituation({ history: aHistory({ seed }), respondent: customer({ id: 'u_9' }) })

    expect(sample(survey, known).found).toBe(sampleNumber('u_9', survey, noon))
  })

  test('excludes visitors about whom nothing is known', () => {
    expect(sample(aSurvey({ sample: 0.999 }), aSituation())).toMatchObject({
      pass: false,
      found: null,
      from: null,
    })
  })

  test.each([aSituation(), situation])('of everybody takes everybody, of nobody nobody (%#)', anyone => {
    expect(sample(aSurvey({ sample: 1 }), anyone).pass).toBe(true)
    expect(sample(aSurvey({ sample: 0 }), anyone).pass).toBe(false)
  })
})
