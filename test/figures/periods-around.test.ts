import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodsAround } from '../../src/figures/periods-around.ts'

const day = 86_400_000
const start = Date.UTC(2026, 2, 1)

describe('the periods before and after an event', () => {
  test.each([
    ['long ago', 100, 30, 30],
    ['so many days ago, today included', 30, 30, 30],
    ['a day less', 29, 30, 29],
    ['today', 1, 30, 1],
  ])('%s', (_, passed, days, expected) => {
    expect(periodsAround(start, days, start + passed * day)).toEqual({
      before: { start: start - expected * day, end: start },
      after: { start, end: start + expected * day },
      days: expected,
    })
  })

  test.each([
    ['tomorrow', 0],
    ['in a week', -6],
  ])('there are none of what is to come %s', (_, passed) => {
    expect(periodsAround(start, 30, start + passed * day)).toBeNull()
  })

  test('they are equally long, meet at the event, and end no later than today', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: -500, max: 500 }),
        (date, days, passed) => {
          const [from, end] = [date * day, (date + passed) * day]
          const found = periodsAround(from, days, end)
          expect(found === null).toBe(passed < 1)
          if (found === null) return
          expect(found.before.end).toBe(from)
          expect(found.after.start).toBe(from)
          expect(found.after.end - from).toBe(found.days * day)
          expect(from - found.before.start).toBe(found.days * day)
          expect(found.after.end).toBeLessThanOrEqual(end)
          // Never shorter than it must be.
          expect(found.days).toBe(Math.min(days, passed))
        },
      ),
    )
  })
})
