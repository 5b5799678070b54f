import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addOutcome,
  outcomeCookieOf,
  parseOutcomes,
  type RememberedOutcome,
  serializeOutcomes,
} from '../../src/protocol/outcome-cookie.ts'

const at = Date.UTC(2026, 4, 6, 12)
const answered: RememberedOutcome = { survey: 'checkout', outcome: 'answered', at }

test('each site has a cookie of its own', () => {
  expect(outcomeCookieOf('main')).toBe('howlikely_main_s')
})

test('the cookie says a survey’s outcome and its second', () => {
  const text = serializeOutcomes([answered, { survey: 'support', outcome: 'opted-out', at: at + 999 }])

  expect(text).toBe('1.checkout~a~tem6o0.support~o~tem6o0')
  expect(parseOutcomes(text)).toEqual([answered, { survey: 'support', outcome: 'opted-out', at }])
})

test('whatever is written is read', () => {
  const outcome = fc.constantFrom('answered', 'dismissed', 'ignored', 'opted-out')
  const survey = fc.stringMatching(/^[\w-]{1,64}$/)
  const seconds = fc.integer({ min: 0, max: 36 ** 7 - 1 })
  fc.assert(
    fc.property(fc.array(fc.record({ survey, outcome, at: seconds.map(it => it * 1000) })), outcomes => {
      expect(parseOutcomes(serializeOutcomes(outcomes as RememberedOutcome[]))).toEqual(outcomes)
    }),
  )
})

describe('of an edited cookie only valid entries are read', () => {
  test.each([
    ['nothing', ''],
    ['nothing at all', null],
    ['another version', '2.checkout~a~tem6o0'],
    ['no version', 'checkout~a~tem6o0'],
    ['a version alone', '1'],
    ['another letter', '1.checkout~x~tem6o0'],
    ['two letters', '1.checkout~ad~tem6o0'],
    ['no time', '1.checkout~a~'],
    ['a time before 1970', '1.checkout~a~-1'],
    ['a time in capitals', '1.checkout~a~TEM6O0'],
    ['a time beyond all calendars', '1.checkout~a~zzzzzzzz'],
    ['no survey', '1.~a~tem6o0'],
    ['a survey with markup', '1.<b>~a~tem6o0'],
    ['one field more', '1.checkout~a~tem6o0~1'],
    ['a line break', '1.checkout~a~tem6o0\n'],
  ])('%s', (_case, value) => {
    expect(parseOutcomes(value)).toEqual([])
  })

  test('the others stay', () => {
    expect(parseOutcomes('1.x~x~x.checkout~a~tem6o0.')).toEqual([answered])
  })

  test('no text makes it fail', () => {
    fc.assert(fc.property(fc.string(), text => void parseOutcomes(text)))
    fc.assert(fc.property(fc.string(), text => void parseOutcomes(`1.${text}`)))
  })
})

describe('one more outcome', () => {
  test('replaces an earlier one of the same survey', () => {
    const dismissed: RememberedOutcome = { survey: 'checkout', outcome: 'dismissed', at: at + 1000 }

    expect(addOutcome([answered], dismissed)).toEqual([dismissed])
  })

  test('replaces no later one: messages may arrive in any order', () => {
    expect(addOutcome([answered], { ...answered, outcome: 'ignored', at: at - 1000 })).toEqual([answered])
  })

  test('leaves the other surveys, the latest first', () => {
    const support: RememberedOutcome = { survey: 'support', outcome: 'ignored', at: at + 1000 }

    expect(addOutcome([answered], support)).toEqual([support, answered])
  })

  test('is kept with nineteen others', () => {
    const many = Array.from({ length: 25 }, (_, age) => ({ ...answered, survey: `s${age}`, at: at - age }))
    const kept = addOutcome(many, answered)

    expect(kept).toHaveLength(20)
    expect(kept.map(({ survey }) => survey)).toContain('checkout')
    expect(kept.map(({ survey }) => survey)).not.toContain('s24')
  })
})
