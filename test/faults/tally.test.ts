import { expect, test } from 'vitest'
import type { Played, PlayedAnswer } from './play.ts'
import { type Schedule, type Storage, scheduleOf } from './schedule.ts'
import { tally } from './tally.ts'

const anAnswer = (fields: Partial<PlayedAnswer> = {}): PlayedAnswer => ({
  met: new Set(['reset']),
  arrived: true,
  extra: 0,
  told: false,
  ...fields,
})
const aSchedule = (storage: Storage): Schedule => ({ ...scheduleOf(1, { dies: false }, '/'), storage })
const played = (answers: PlayedAnswer[], storage: Storage = 'works'): Played => ({
  schedule: aSchedule(storage),
  answers,
  notAsked: 2,
  injected: new Map([['reset', 2]]),
  repeated: 1,
})

test.each([
  ['that arrived', anAnswer(), { arrived: 1, lost: 0, twice: 0 }],
  ['that did not', anAnswer({ arrived: false }), { arrived: 0, lost: 1, twice: 0 }],
  ['that is counted twice', anAnswer({ extra: 1 }), { arrived: 1, lost: 0, twice: 1 }],
])('an answer %s is said to be so', (_case, answer, row) => {
  expect(tally([played([answer])]).all).toEqual({
    name: 'all, each answer once',
    injected: 2,
    given: 1,
    ...row,
  })
})

test('an answer is in the row of each fault that it met, and once among all', () => {
  const both = { ...played([anAnswer({ met: new Set(['reset', 'offline']) })]) }
  const injected = new Map([
    ['reset', 3],
    ['offline', 1],
    ['hang', 1],
  ])

  const { faults, all } = tally([{ ...both, injected }])

  expect(faults.map(({ name, injected, given }) => [name, injected, given])).toEqual([
    ['reset', 3, 1],
    ['hang', 1, 0],
    ['offline', 1, 1],
  ])
  expect([all.injected, all.given]).toEqual([5, 1])
})

test('answers lost because nothing could be stored are listed apart, with what the visitor was told', () => {
  const lost = anAnswer({ arrived: false })

  const { faults, all, unstored, told, repeated } = tally([
    played([anAnswer()]),
    played([lost], 'blocked'),
    played([{ ...lost, told: true }], 'full after the score'),
  ])

  expect([all.given, all.lost]).toEqual([1, 0])
  expect([unstored.given, unstored.lost, told]).toEqual([2, 2, 1])
  expect(faults.map(({ injected }) => injected)).toEqual([2])
  expect(repeated).toBe(3)
})

test('a visitor who was not asked has given no answer, and is counted apart', () => {
  const { all, notAsked } = tally([{ ...played([]), notAsked: 1 }, played([anAnswer()])])

  expect(notAsked).toBe(3)
  expect([all.given, all.lost]).toEqual([1, 0])
})
