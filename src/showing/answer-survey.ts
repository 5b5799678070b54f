import { type StoredRecord, sendsWhenHidden } from '../delivery/record.ts'
import type { Draft, SendOutcome } from '../survey/survey-request.ts'
import { advanceRecord } from './advance-record.ts'
import { clearTab, keepSurvey } from './kept-in-tab.ts'
import type { OpenSurvey, Shown } from './open-survey.ts'

/** Keeps the open survey in the tab, and in the outbox if the record may be sent as it stands; then returns its id. */
export function keepOpen({ context }: OpenSurvey, { record, occasion }: Shown): string | null {
  keepSurvey(context, record, occasion.trigger)
  if (!sendsWhenHidden(record, context.settings().report)) return null
  context.delivery.keep(record, true)
  return record.id
}

/** Takes over a score that the visitor chose. The choice is painted first and stored right after that. */
export function scoreChosen(state: OpenSurvey, score: number, reasonQuestion: string): void {
  const { shown, storing, context } = state
  if (!shown) return
  shown.scoredAt = context.browser.now()
  storing.store('score', () => storeScore(state, score, reasonQuestion))
}

function storeScore({ shown, context }: OpenSurvey, score: number, reasonQuestion: string): void {
  if (!shown) return
  const event = { type: 'score', score, reasonQuestion } as const
  shown.record = advanceRecord(context, shown.record, event, shown.settings).record
  keepSurvey(context, shown.record, shown.occasion.trigger)
  context.emit('scored', shown.record)
}

/** Stores the answer and sends it. */
export async function sendAnswer(state: OpenSurvey, draft: Draft): Promise<SendOutcome> {
  state.storing.storeNow()
  const { shown, context } = state
  if (!shown || draft.score === null) return 'lost'
  const { delivery } = context
  const before = shown.record
  const answer = answerOf(draft, draft.score, shown)
  const { record: answered, isStored } = advanceRecord(context, before, { type: 'send', answer })
  const sending = delivery.send(answered.id)
  if (!isStored && !(await sending)) {
    // Neither stored nor sent: the visitor may change the text and try again, under a higher revision.
    delivery.drop(before.id)
    shown.record = { ...before, revision: answered.revision }
    return 'lost'
  }
  shown.record = answered
  clearTab(context)
  context.emit('answered', answered)
  return 'kept'
}

/** The answer that Send sends. */
const answerOf = (
  { reason, answers, contact }: Draft,
  score: number,
  { handle, scoredAt }: Pick<Shown, 'handle' | 'scoredAt'>,
) => ({
  score,
  scoredAt,
  reasonQuestion: handle.reasonQuestion(score),
  reason: reason.trim() || null,
  answers: answers as StoredRecord['answers'],
  contact: contact.allowed ? { allowed: true, email: contact.email.trim() || null } : null,
})
