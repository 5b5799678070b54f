import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enoughAnswers, verdictOf } from '../../src/figures/difference.ts'
import { holm } from '../../src/figures/holm.ts'
import { chanceBeyond } from '../../src/figures/normal.ts'
import { addCounts, answersIn, type Counts } from '../../src/figures/score.ts'
import { compareSegments } from '../../src/figures/segments.ts'

const counts = (promoters: number, passives: number, detractors: number): Counts => ({
  promoters,
  passives,
  detractors,
})
const anyCounts = fc
  .tuple(fc.nat(500), fc.nat(500), fc.nat(500))
  .map(([promoters, passives, detractors]) => counts(promoters, passives, detractors))

// Quantiles that every table of the normal distribution has.
test.each([
  [0, 1],
  [0.67449, 0.5],
  [1.644854, 0.1],
  [1.959964, 0.05],
  [2.575829, 0.01],
  [3.290527, 0.001],
])('a normal figure lies %f or more from 0 with a chance of %f', (z, chance) => {
  expect(chanceBeyond(z)).toBeCloseTo(chance, 6)
  expect(chanceBeyond(-z)).toBe(chanceBeyond(z))
})

describe('Holm', () => {
  test('takes the smallest chance times the number of all, the next times one less', () => {
    const corrected = holm([0.04, 0.01, 0.03])
    expect(corrected[0]).toBeCloseTo(0.06)
    expect(corrected[1]).toBeCloseTo(0.03)
    expect(corrected[2]).toBeCloseTo(0.06)
  })

  test('leaves a single chance as it is, keeps the order, and finds no more than the chances alone do', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), chances => {
        const corrected = holm(chances)
        if (chances.length === 1) expect(corrected).toEqual(chances)
        for (const [place, chance] of chances.entries()) {
          expect(corrected[place]).toBeGreaterThanOrEqual(chance)
          for (const [other, otherChance] of chances.entries())
            if (chance < otherChance) expect(corrected[place]).toBeLessThanOrEqual(corrected[other] ?? 0)
        }
      }),
    )
  })
})

describe('groups side by side', () => {
  test('the one that is worse is called so, and those that are alike are noise', () => {
    const groups = [counts(300, 120, 80), counts(290, 130, 80), counts(150, 100, 250), counts(305, 115, 80)]
    expect(compareSegments(groups).map(({ verdict }) => verdict)[2]).toBe('lower')
    expect(compareSegments(groups.filter((_, place) => place !== 2)).map(({ verdict }) => verdict)).toEqual([
      'noise',
      'noise',
      'noise',
    ])
  })

  test('a group with too few answers is not judged, and costs the others nothing', () => {
    const [few, ...others] = compareSegments([
      counts(0, 0, enoughAnswers - 1),
      counts(300, 120, 80),
      counts(260, 130, 110),
    ])
    expect(few?.verdict).toBe('unknown')
    expect(others.map(({ verdict }) => verdict)).not.toContain('unknown')
  })

  test('a group without a rest is not compared', () => {
    expect(compareSegments([counts(50, 30, 20)])).toEqual([
      { difference: null, chance: null, verdict: 'unknown' },
    ])
    expect(compareSegments([])).toEqual([])
  })

  test('whatever the groups, a difference that is more than noise is so without the correction as well', () => {
    fc.assert(
      fc.property(fc.array(anyCounts, { minLength: 2, maxLength: 8 }), groups => {
        for (const [place, { verdict }] of compareSegments(groups).entries()) {
          const rest = groups.filter((_, other) => other !== place).reduce(addCounts, counts(0, 0, 0))
          const group = groups[place] ?? rest
          const alone = verdictOf(rest, group)
          if (verdict === 'higher') expect(alone).toBe('rise')
          if (verdict === 'lower') expect(alone).toBe('fall')
          if (Math.min(answersIn(group), answersIn(rest)) < enoughAnswers) expect(verdict).toBe('unknown')
        }
      }),
    )
  })
})
