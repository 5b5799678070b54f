import { expect, test, vi } from 'vitest'
import { sampleNumber } from '../../src/eligibility/sample.ts'
import type { RuleSettings } from '../../src/options/settings.ts'

// Two times 100,000 visitors take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const share = 0.1
const visitors = 100_000
const may = Date.UTC(2026, 4, 6)
const august = Date.UTC(2026, 7, 6)

const survey = (id: string, samplePeriod: RuleSettings['samplePeriod'] = 'quarter') => ({ id, samplePeriod })

/** Seeds spread like a random generator's, without being random. */
const seeds = Array.from({ length: visitors }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0)
const ids = Array.from({ length: visitors }, (_, index) => `customer-${index}`)
const numbers = Array.from({ length: visitors }, (_, index) => String(index))

const sampled = (visitorsOf: readonly (string | number)[], of: ReturnType<typeof survey>, now: number) =>
  visitorsOf.map(visitor => sampleNumber(visitor, of, now) < share)
const percent = (flags: readonly boolean[]) => (flags.filter(Boolean).length / flags.length) * 100

test.each([
  ['seeds', seeds],
  ['customer numbers with a prefix', ids],
  ['customer numbers', numbers],
])('a sample of a tenth takes a tenth of 100,000 visitors, known by %s', (_case, known) => {
  for (const [id, now] of [
    ['checkout', may],
    ['support', may],
    ['checkout', august],
  ] as const) {
    expect(Math.abs(percent(sampled(known, survey(id), now)) - 10)).toBeLessThan(0.5)
  }
})

test.each([
  ['surveys', survey('checkout'), may, survey('support'), may],
  ['surveys with like names', survey('a1'), may, survey('a2'), may],
  ['quarters', survey('checkout'), may, survey('checkout'), august],
  ['months', survey('checkout', 'month'), may, survey('checkout', 'month'), Date.UTC(2026, 5, 6)],
  ['years', survey('checkout', 'year'), may, survey('checkout', 'year'), Date.UTC(2027, 4, 6)],
])('the samples of two %s are independent', (_case, one, atOne, other, atOther) => {
  for (const known of [seeds, ids, numbers]) {
    const inOne = sampled(known, one, atOne)
    const inOther = sampled(known, other, atOther)
    const inBoth = inOne.map((flag, index) => flag && inOther[index] === true)

    // Of independent samples of 10 % a hundredth is in both: 1,000 of 100,000, with a standard deviation of 31.
    expect(Math.abs(percent(inBoth) - 1)).toBeLessThan(0.15)
  }
})

test.each([
  ['month', '2026-05-01T00:00:00.000Z', '2026-05-31T23:59:59.999Z', '2026-06-01T00:00:00.000Z'],
  ['quarter', '2026-04-01T00:00:00.000Z', '2026-06-30T23:59:59.999Z', '2026-07-01T00:00:00.000Z'],
  ['year', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z'],
] as const)(
  'the same visitors are in the sample for a whole %s by UTC, others in the next',
  (period, first, last, next) => {
    const at = (instant: string) => sampled(seeds, survey('checkout', period), Date.parse(instant))

    expect(at(last)).toEqual(at(first))
    expect(at(next)).not.toEqual(at(first))
  },
)

test('a sample that is forever never changes', () => {
  const at = (year: number) => sampled(seeds, survey('checkout', 'forever'), Date.UTC(year, 0, 1))

  expect(at(2041)).toEqual(at(2026))
})

test('the number is at least 0 and below 1', () => {
  const all = seeds.map(seed => sampleNumber(seed, survey('checkout'), may))

  expect(Math.min(...all.slice(0, 50_000))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...all.slice(0, 50_000))).toBeLessThan(1)
})
