import { expect, test } from 'vitest'
import { noteDecision, readDecisions } from '../../src/explain/decisions.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import {
  aHistory,
  anAsking,
  aSituation,
  aSurvey,
  aTrigger,
  days,
  noon,
  someSettings,
} from '../eligibility/situations.ts'

const inDebug = someSettings({ debug: true })

test('a decision is written down with the rules that stood in the way', () => {
  const local = aStorageArea()
  const history = aHistory({ askings: [anAsking('answered', noon - days(40))] })
  noteDecision(local, aSituation({ settings: inDebug, history }), null)
  noteDecision(local, aSituation({ settings: inDebug, now: noon + days(60) }), aSurvey())

  expect(readDecisions(local, 'main')).toMatchObject([
    { at: noon, asks: null, surveys: [{ id: 'checkout', against: ['wait-after-answer'] }] },
    { at: noon + days(60), asks: 'checkout', surveys: [{ id: 'checkout', against: [] }] },
  ])
})

test('only the kind of trigger is written, no details', () => {
  const local = aStorageArea()
  const trigger = aTrigger({ name: 'checkout', ref: 'A-1', value: 59.9, properties: { team: 'north' } })
  noteDecision(local, aSituation({ settings: inDebug, trigger }), null)

  expect(readDecisions(local, 'main')[0]?.trigger).toEqual({
    name: 'checkout',
    ref: 'A-1',
    source: trigger.source,
  })
})

test('the last fifty are kept', () => {
  const local = aStorageArea()
  for (let count = 0; count < 60; count++)
    noteDecision(local, aSituation({ settings: inDebug, now: noon + count }), null)

  const decisions = readDecisions(local, 'main')
  expect(decisions).toHaveLength(50)
  expect(decisions.map(({ at }) => at - noon)).toEqual(Array.from({ length: 50 }, (_, place) => place + 10))
})

test.each([
  ['outside of debug', aSituation()],
  ['before consent', aSituation({ settings: inDebug, consent: false })],
  ['where the site wants nothing kept', aSituation({ settings: { ...inDebug, storage: 'none' } })],
])('nothing is written %s', (_when, situation) => {
  const local = aStorageArea()
  noteDecision(local, situation, null)

  expect(local.keys()).toEqual([])
})

test.each(['', 'null', '{}', '[1,null,{"at":"soon"},{"at":1}]', 'x'.repeat(100_000)])(
  'what is not a decision is none: %j',
  text => {
    const local = aStorageArea()
    local.set('howlikely:main:decisions', text)

    expect(readDecisions(local, 'main')).toEqual([])
  },
)
