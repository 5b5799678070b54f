import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCollectorAnswer } from '../../../src/decision/collector/collector-answer.ts'
import { noon } from '../../eligibility/situations.ts'

const answer = {
  now: noon,
  optOutUntil: null,
  askings: [{ survey: 'checkout', at: noon - 5000, outcome: 'answered' }],
  waiting: [{ name: 'support', ref: 'T-77', at: noon - 9000, properties: { team: 'north' } }],
}
const read = (said: unknown, now = noon) => readCollectorAnswer(JSON.stringify(said), now)

test('what the collector says is read', () => {
  const { now: _, ...rest } = answer

  expect(read(answer)).toEqual(rest)
})

test('its instants are converted to this browser’s clock, which may be an hour late', () => {
  const hour = 3_600_000

  expect(read({ ...answer, optOutUntil: noon + 7 }, noon - hour)).toMatchObject({
    askings: [{ at: noon - 5000 - hour }],
    waiting: [{ at: noon - 9000 - hour }],
    optOutUntil: noon + 7 - hour,
  })
})

test('fields that are not known yet do no harm', () => {
  expect(read({ ...answer, mood: 'sunny', askings: [{ ...answer.askings[0], score: 9 }] })).not.toBeNull()
})

describe('nonsense is no answer of the collector’s', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['a text', 'ok'],
    ['no time', { ...answer, now: undefined }],
    ['a time in words', { ...answer, now: '2026-05-06' }],
    ['no askings', { ...answer, askings: undefined }],
    ['askings that are none', { ...answer, askings: [null] }],
    ['an asking without a time', { ...answer, askings: [{ survey: 'checkout', outcome: 'answered' }] }],
    ['an outcome that is none', { ...answer, askings: [{ survey: 'a', at: 1, outcome: 'eaten' }] }],
    ['no list of what waits', { ...answer, waiting: {} }],
    ['a waiting trigger without a name', { ...answer, waiting: [{ ref: null, at: 1, properties: {} }] }],
    ['a ref that is a number', { ...answer, waiting: [{ name: 'a', ref: 7, at: 1, properties: {} }] }],
    ['an opt-out in words', { ...answer, optOutUntil: 'never' }],
  ])('%s', (_case, said) => {
    expect(read(said)).toBeNull()
  })

  test('half a text', () => {
    expect(readCollectorAnswer(JSON.stringify(answer).slice(0, 40), noon)).toBeNull()
  })

  test('of any kind makes nothing fail', () => {
    fc.assert(fc.property(fc.json(), text => void readCollectorAnswer(text, noon)))
    fc.assert(
      fc.property(
        fc.record({ now: fc.jsonValue(), askings: fc.jsonValue(), waiting: fc.jsonValue() }),
        said => void read(said),
      ),
    )
  })
})
