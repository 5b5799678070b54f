import { type StoredRecord, sendsWhenHidden } from '../delivery/record.ts'
import { keepOpen } from './answer-survey.ts'
import { endSurvey, removeSurvey } from './end-survey.ts'
import { clearTab, keptSurvey } from './kept-in-tab.ts'
import type { OpenSurvey, Shown } from './open-survey.ts'
import { showSurvey } from './show-survey.ts'
import type { ShowingContext } from './showing-context.ts'
import type { ReleaseLock } from './tab-lock.ts'

/** The page is hidden, perhaps forever: stores the open survey, and sends what may be sent of it. */
export function leavePage(state: OpenSurvey): void {
  state.storing.storeNow()
  const { shown, context } = state
  const id = shown && shown.record.state !== 'answered' ? keepOpen(state, shown) : null
  if (id) context.delivery.send(id)
}

/** Releases the right to show while the page is away: a held lock would keep it out of the back-forward cache. */
export function releaseLock({ shown }: OpenSurvey): void {
  shown?.release?.()
  if (shown) shown.release = null
}

/** The page is back, and has the right to show; null if another tab has it. */
export function reclaimLock(state: OpenSurvey, release: ReleaseLock | null): void {
  const { shown, context } = state
  if (!shown || shown.release) {
    release?.()
    return
  }
  shown.release = release
  if (release) goOnFromTab(state, shown, release)
  else if (keptSurvey(context)?.record.id === shown.record.id) endSurvey(state, 'left')
  else removeSurvey(state)
}

/** Meanwhile another page may have continued or ended the survey, so only what is stored says how far it is. */
function goOnFromTab(state: OpenSurvey, shown: Shown, release: ReleaseLock): void {
  const { context, storing } = state
  const { record, handle, occasion } = shown
  if (record.state === 'answered') return
  const isOver = isOverInHistory(context, record) || isEndedElsewhere(context, record)
  if (isOver) clearTab(context)
  const kept = keptSurvey(context)
  if (kept?.record.id !== record.id) {
    removeSurvey(state)
    return
  }
  // What the visitor has chosen since the page came back, and what isn't painted yet, is not to be lost with the old card.
  shown.record = kept.record
  storing.storeNow()
  handle.remove()
  showSurvey(state, { ...occasion, opened: false, release }, keptSurvey(context) ?? kept)
}

/** Whether another page has ended a survey that was scored here: nothing done here would count any more. */
const isEndedElsewhere = ({ settings, delivery }: ShowingContext, record: StoredRecord): boolean =>
  sendsWhenHidden(record, settings().report) && !delivery.find(record.id)?.open

/**
 * Whether the history says that the asking has ended, or no longer knows it. When Firefox restores a page, it also
 * restores the session storage that the page left with, so what the tab keeps doesn't show what another page did.
 */
function isOverInHistory({ memory }: ShowingContext, { survey }: StoredRecord): boolean {
  const { canRemember, history } = memory()
  return canRemember && history().askings.findLast(asking => asking.survey === survey)?.outcome !== 'open'
}
