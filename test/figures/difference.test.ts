import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOf, madeUpPerSide, verdictOf } from '../../src/figures/difference.ts'
import { meanOf, z95 } from '../../src/figures/mean.ts'
import { answersIn, type Counts, scoreOf } from '../../src/figures/score.ts'

const counts = (promoters: number, passives: number, detractors: number): Counts => ({
  promoters,
  passives,
  detractors,
})

const anyCounts = fc
  .tuple(fc.nat(2000), fc.nat(2000), fc.nat(2000))
  .map(([promoters, passives, detractors]) => counts(promoters, passives, detractors))
const someAnswers = anyCounts.filter(given => answersIn(given) > 0)

const times = ({ promoters, passives, detractors }: Counts, factor: number) =>
  counts(promoters * factor, passives * factor, detractors * factor)

test.each([
  ['a real fall', counts(600, 250, 150), counts(500, 270, 230), 'fall'],
  ['a real rise', counts(500, 270, 230), counts(600, 250, 150), 'rise'],
  ['no more than noise', counts(60, 25, 15), counts(62, 25, 13), 'noise'],
  ['the same twice', counts(60, 25, 15), counts(60, 25, 15), 'noise'],
  ['29 answers on one side, however far apart', counts(0, 0, 29), counts(1000, 0, 0), 'unknown'],
  ['no answers on one side', counts(60, 25, 15), counts(0, 0, 0), 'unknown'],
])('%s is called so', (_case, first, second, verdict) => {
  expect(verdictOf(first, second)).toBe(verdict)
})

test('75 promoters and 15 detractors of 100 are 48 points more than 30 and 18', () => {
  expect(differenceOf(counts(30, 52, 18), counts(75, 10, 15))?.points).toBeCloseTo(48)
})

test('if either side has no answers, there is no difference', () => {
  expect(differenceOf(counts(0, 0, 0), counts(1, 0, 0))).toBeNull()
  expect(differenceOf(counts(1, 0, 0), counts(0, 0, 0))).toBeNull()
})

describe('whatever the counts', () => {
  test('the points are what the two scores differ by', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, (first, second) => {
        const difference = differenceOf(first, second)
        expect(difference?.points).toBeCloseTo((scoreOf(second) ?? 0) - (scoreOf(first) ?? 0))
      }),
    )
  })

  test('the other way round it is the same difference with the other sign', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, (first, second) => {
        const [there, back] = [differenceOf(first, second), differenceOf(second, first)]
        expect(there?.points).toBeCloseTo(-(back?.points ?? Number.NaN))
        expect(there?.interval.low).toBeCloseTo(-(back?.interval.high ?? Number.NaN))
        expect(there?.answersNeeded).toBe(back?.answersNeeded)
      }),
    )
  })

  test('it is as uncertain as either side alone at least', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, (first, second) => {
        const interval = differenceOf(first, second)?.interval
        if (!interval) throw new Error('Both have answers.')
        fc.pre(interval.low > -200 && interval.high < 200)
        for (const side of [first, second]) {
          const alone = 2 * z95 * Math.sqrt(meanOf(side, madeUpPerSide).variance) * 100
          expect(interval.high - interval.low).toBeGreaterThanOrEqual(alone - 1e-9)
        }
      }),
    )
  })

  test('as many more answers as it says show the same difference to be real, and a tenth fewer don’t', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, (first, second) => {
        const answers = answersIn(first) + answersIn(second)
        const needed = differenceOf(first, second)?.answersNeeded
        fc.pre(Boolean(needed) && needed !== undefined && needed !== null && needed >= 10)
        const isShown = (more: number) =>
          differenceOf(times(first, 1 + more / answers), times(second, 1 + more / answers))?.answersNeeded ===
          0
        expect(isShown(needed ?? 0)).toBe(true)
        expect(isShown((needed ?? 0) * 0.9)).toBe(false)
      }),
    )
  })
})
