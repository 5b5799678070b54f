import { type EndedBy, endRecord } from './advance-record.ts'
import type { OpenSurvey } from './open-survey.ts'

/** Ends the open survey, if it isn't answered yet, and removes it. */
export function endSurvey(state: OpenSurvey, by: EndedBy): void {
  state.storing.storeNow()
  const { shown } = state
  if (shown && shown.record.state !== 'answered') endRecord(state.context, shown.record, by)
  removeSurvey(state)
}

/** Removes the survey from the page, and releases the right to show. */
export function removeSurvey(state: OpenSurvey): void {
  state.storing.storeNow()
  const { shown } = state
  state.shown = null
  shown?.handle.remove()
  shown?.release?.()
}
