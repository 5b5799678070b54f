import type { StoredRecord } from '../delivery/record.ts'
import { toJson } from '../protocol/to-json.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Draft } from '../survey/survey-request.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { ShowingContext } from './showing-context.ts'

/** An open survey as it is stored in its tab, for the next page to resume. */
export interface KeptSurvey {
  record: StoredRecord
  trigger: Trigger
  touchedAt: Milliseconds
}

type TabContext = Pick<ShowingContext, 'browser' | 'key'>

function parse<Value>(text: string | null): Value | null {
  try {
    return JSON.parse(`${text}`)
  } catch {
    return null // Not ours: treat it as if nothing had been stored.
  }
}

export function keepSurvey({ browser, key }: TabContext, record: StoredRecord, trigger: Trigger): void {
  const kept: KeptSurvey = { record, trigger, touchedAt: browser.now() }
  browser.session.set(key('open'), toJson(kept))
}

/** The survey that this tab had open before the page changed, or null. */
export const keptSurvey = ({ browser, key }: TabContext): KeptSurvey | null =>
  parse(browser.session.get(key('open')))

/** Stores what the visitor has given so far, in this tab only. */
export const keepDraft = ({ browser, key }: TabContext, draft: Draft): void =>
  void browser.session.set(key('draft'), toJson(draft))

export const keptDraft = ({ browser, key }: TabContext): Draft | null =>
  parse(browser.session.get(key('draft')))

/** Forgets the survey and the draft, since the asking has ended. */
export function clearTab({ browser, key }: TabContext): void {
  browser.session.remove(key('open'))
  browser.session.remove(key('draft'))
}
