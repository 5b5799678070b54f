import { expect, test } from 'vitest'
import { matches } from '../../src/eligibility/match.ts'
import type { Match } from '../../src/options/schema.ts'
import type { Scalar } from '../../src/protocol/trigger.ts'

type Row = [match: Match, value: Scalar | null | undefined]

test.each<Row>([
  ['gold', 'gold'],
  [5, 5],
  [0, 0],
  ['', ''],
  [false, false],
  [['gold', 'silver'], 'silver'],
  [[1, true], true],
  [{}, null],
  [{}, 'anything'],
  [{ is: 'gold' }, 'gold'],
  [{ is: false }, false],
  [{ not: 'gold' }, 'silver'],
  [{ not: 'gold' }, null],
  [{ above: 50 }, 50.01],
  [{ below: 50 }, 49.99],
  [{ above: 50, below: 60 }, 55],
  [{ contains: 'old' }, 'gold'],
  [{ contains: '9' }, 59.9],
  [{ exists: true }, ''],
  [{ exists: true }, 0],
  [{ exists: true }, false],
  [{ exists: false }, null],
  [{ exists: false }, undefined],
  [{ exists: true, not: 'gold', contains: 's' }, 'silver'],
])('%j holds for %j', (match, value) => {
  expect(matches(match, value)).toBe(true)
})

test.each<Row>([
  ['gold', 'Gold'],
  ['gold', null],
  ['gold', undefined],
  [5, '5'],
  [0, false],
  [false, null],
  [['gold', 'silver'], 'bronze'],
  [['gold', 'silver'], null],
  [[], 'gold'],
  [[], undefined],
  [{ is: 'gold' }, 'silver'],
  [{ is: 'gold' }, null],
  [{ not: 'gold' }, 'gold'],
  [{ above: 50 }, 50],
  [{ above: 50 }, '51'],
  [{ above: -1 }, null],
  [{ below: 50 }, 50],
  [{ below: 50 }, null],
  [{ below: 50 }, Number.NaN],
  [{ above: 50, below: 60 }, 60],
  [{ contains: 'old' }, 'silver'],
  [{ contains: 'old' }, null],
  [{ contains: 'null' }, null],
  [{ exists: true }, null],
  [{ exists: true }, undefined],
  [{ exists: false }, 0],
  [{ exists: true, not: 'gold', contains: 's' }, 'bronze'],
])('%j does not hold for %j', (match, value) => {
  expect(matches(match, value)).toBe(false)
})

test('a missing condition holds', () => {
  expect(matches(undefined, null)).toBe(true)
})
