import { expect, test } from 'vitest'
import type { Situation } from '../../../src/eligibility/situation.ts'
import type { Settings } from '../../../src/options/settings.ts'
import { aSituation, aSurvey, type Judged, ruleNamed, someSettings } from '../situations.ts'

const automation = ruleNamed('automation')
const collector = ruleNamed('collector')
const consent = ruleNamed('consent')
const enabled = ruleNamed('enabled')
const gpc = ruleNamed('gpc')
const memory = ruleNamed('memory')
const moment = ruleNamed('moment')
const otherTab = ruleNamed('other-tab')
const session = ruleNamed('session')

type Row = [
  situation: string,
  rule: Judged,
  changes: Partial<Situation>,
  settings: Partial<Settings>,
  pass: boolean,
]

test.each<Row>([
  ['the site is switched on', enabled, {}, { enabled: true }, true],
  ['the site is switched off', enabled, {}, { enabled: false }, false],
  ['nothing was asked in this visit', session, { askedInThisVisit: false }, {}, true],
  ['something was asked in this visit', session, { askedInThisVisit: true }, {}, false],
  ['no survey is open elsewhere', otherTab, { openElsewhere: false }, {}, true],
  ['a survey is open in another tab', otherTab, { openElsewhere: true }, {}, false],
  ['the visitor consented', consent, { consent: true }, { consent: 'required' }, true],
  ['the visitor did not consent', consent, { consent: false }, { consent: 'required' }, false],
  ['there is no privacy signal', gpc, { gpc: false }, { gpc: 'skip' }, true],
  ['there is one, and the site skips', gpc, { gpc: true }, { gpc: 'skip' }, false],
  ['there is one, and the site asks anonymously', gpc, { gpc: true }, { gpc: 'anonymous' }, true],
  ['there is one, and the site ignores it', gpc, { gpc: true }, { gpc: 'ignore' }, true],
  ['a person drives the browser', automation, { automation: false }, { automation: 'skip' }, true],
  ['a program drives the browser', automation, { automation: true }, { automation: 'skip' }, false],
  ['a program does, and the site asks it', automation, { automation: true }, { automation: 'ask' }, true],
  ['askings can be remembered', memory, { canRemember: true }, { withoutMemory: 'skip' }, true],
  ['askings cannot be remembered', memory, { canRemember: false }, { withoutMemory: 'skip' }, false],
  ['they cannot, and the site asks anyway', memory, { canRemember: false }, { withoutMemory: 'ask' }, true],
  ['the moment is good', moment, { moment: null }, {}, true],
  ['the visitor is typing', moment, { moment: 'typing' }, {}, false],
  ['the page is hidden', moment, { moment: 'hidden' }, {}, false],
  ['the collector was not asked', collector, { collector: 'not-asked' }, {}, true],
  ['the collector answered', collector, { collector: 'answered' }, {}, true],
  ['the collector kept silent', collector, { collector: 'silent' }, { collectorSilent: 'skip' }, false],
  ['it did, and the site asks anyway', collector, { collector: 'silent' }, { collectorSilent: 'ask' }, true],
])('where %s', (_case, rule, changes, settings, pass) => {
  const verdict = rule(aSurvey(), aSituation({ ...changes, settings: someSettings(settings) }))

  expect(verdict).toMatchObject({ pass, from: null })
})

test('the actual value is given with what is allowed', () => {
  const found = (rule: Judged, changes: Partial<Situation>) => {
    const verdict = rule(aSurvey(), aSituation(changes))
    return [verdict.rule, verdict.found, verdict.allowed]
  }

  expect(found(enabled, {})).toEqual(['enabled', true, true])
  expect(found(session, { askedInThisVisit: true })).toEqual(['session', true, false])
  expect(found(otherTab, { openElsewhere: true })).toEqual(['other-tab', true, false])
  expect(found(consent, { consent: false })).toEqual(['consent', false, true])
  expect(found(gpc, { gpc: true })).toEqual(['gpc', true, 'anonymous'])
  expect(found(automation, { automation: true })).toEqual(['automation', true, 'skip'])
  expect(found(memory, { canRemember: false })).toEqual(['memory', false, 'skip'])
  expect(found(moment, { moment: 'typing' })).toEqual(['moment', 'typing', null])
  expect(found(collector, { collector: 'silent' })).toEqual(['collector', 'silent', 'skip'])
})
