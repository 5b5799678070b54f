import { expect, test } from 'vitest'
import { rememberRef } from '../../../src/history/history.ts'
import { aHistory, aSituation, aSurvey, aTrigger, ruleNamed, someSettings } from '../situations.ts'

const ref = ruleNamed('ref')
const trigger = ruleNamed('trigger')

test('a survey is set off by any of its own triggers', () => {
  const survey = aSurvey({ triggers: ['checkout', 'upgrade'] })

  expect(trigger(survey, aSituation({ trigger: aTrigger({ name: 'upgrade' }) }))).toMatchObject({
    pass: true,
    found: 'upgrade',
    allowed: ['checkout', 'upgrade'],
  })
})

test.each([
  ['another trigger', aTrigger({ name: 'support' }), 'support'],
  ['a trigger whose name only begins alike', aTrigger({ name: 'checkout2' }), 'checkout2'],
  ['nothing', null, null],
])('a survey is not set off by %s', (_case, happened, found) => {
  expect(trigger(aSurvey(), aSituation({ trigger: happened }))).toMatchObject({
    pass: false,
    found,
    from: null,
  })
})

const asked = rememberRef(aHistory(), 'main', { name: 'checkout', ref: 'A-1042' })

test('the same order asks once', () => {
  const situation = aSituation({ history: asked, trigger: aTrigger({ ref: 'A-1042' }) })

  expect(ref(aSurvey(), situation)).toMatchObject({ pass: false, found: 'A-1042', from: null })
  expect(ref(aSurvey({ id: 'another' }), situation).pass).toBe(false)
})

test.each([
  ['another order', aTrigger({ ref: 'A-1043' }), 'main'],
  ['a ticket of the same number', aTrigger({ name: 'support', ref: 'A-1042' }), 'main'],
  ['the same order number of another site', aTrigger({ ref: 'A-1042' }), 'other'],
  ['a trigger that names none', aTrigger(), 'main'],
  ['no trigger', null, 'main'],
])('%s asks', (_case, happened, site) => {
  const situation = aSituation({ history: asked, trigger: happened, settings: someSettings({ site }) })

  expect(ref(aSurvey(), situation).pass).toBe(true)
})
