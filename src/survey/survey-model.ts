import type { Category } from '../figures/category.ts'
import { categoryOf } from '../figures/category.ts'
import type { Draft, SurveyRequest } from './survey-part.ts'
import type { Wording } from './wording.ts'

/** The longest reason and e-mail address that a response may carry, in UTF-16 code units. */
export const reasonLimit = 5000
export const emailLimit = 254

/** 'lost': Send was pressed, and the answer could be neither stored nor sent. */
export type Step = 'asking' | 'sending' | 'lost' | 'thanks'

/** One card's state and what a visitor may do with it. It knows no DOM. */
export interface SurveyModel {
  readonly request: SurveyRequest
  readonly wording: Wording
  readonly step: Step
  readonly draft: Draft
  /** Null while no score is chosen. */
  readonly category: Category | null
  readonly isReasonTooLong: boolean
  /** Whether this visitor is asked for leave to be contacted. */
  readonly asksForContact: boolean
  /** Send was pressed with leave to be contacted and no e-mail address. */
  readonly isEmailWrong: boolean
  /** What a screen reader is told, politely; '' while there is nothing to say. */
  readonly announcement: string
  /** The card is in the page, and its live region has been there, empty, for a moment. */
  announce(): void
  chooseScore(score: number): void
  writeReason(reason: string): void
  /** The extra question's chosen ids, or 1 to 7 for ease. */
  answerExtra(answer: readonly string[] | number): void
  changeContact(contact: Partial<Draft['contact']>): void
  send(): Promise<void>
  close(): void
  optOut(): void
}

const noContact = { allowed: false, email: '' }
const emptyDraft: Draft = { score: null, reason: '', answers: {}, contact: noContact }

/**
 * @param leave Takes the card out of the page.
 * @param redraw Shows the card as it now stands: called after each change.
 */
export function createSurveyModel(
  request: SurveyRequest,
  wording: Wording,
  leave: () => void,
  redraw: () => void,
): SurveyModel {
  const { survey, settings, events } = request
  const { texts } = wording

  const show = (part: Partial<SurveyModel>) => {
    Object.assign(model, part)
    redraw()
  }
  const isOver = () => model.step === 'sending' || model.step === 'thanks'
  const change = (part: Partial<Draft>, also?: Partial<SurveyModel>) => {
    if (isOver()) return
    show({ ...also, draft: { ...model.draft, ...part } })
    events.draftChanged(model.draft)
  }

  const model: SurveyModel = {
    request,
    wording,
    step: 'asking',
    draft: request.draft ?? emptyDraft,
    isEmailWrong: false,
    announcement: '',
    get category() {
      const { score } = model.draft
      return score === null ? null : categoryOf(score)
    },
    get isReasonTooLong() {
      return model.draft.reason.length > reasonLimit
    },
    get asksForContact() {
      return (
        !request.identified &&
        settings.privacy.url !== null &&
        (survey.contact === 'everyone' || (survey.contact === 'detractors' && model.category === 'detractor'))
      )
    },
    announce() {
      const opened = request.inline ? texts.openedInline : texts.opened
      show({ announcement: model.category ? texts.scored : opened })
    },
    chooseScore(score) {
      if (score === model.draft.score || isOver()) return
      change({ score }, { announcement: texts.scored })
      events.scoreChosen(score, wording.reasonQuestion(score))
    },
    writeReason: reason => change({ reason }),
    answerExtra(answer) {
      if (survey.extra) change({ answers: { ...model.draft.answers, [survey.extra.id]: answer } })
    },
    changeContact(contact) {
      change({ contact: { ...model.draft.contact, ...contact } }, { isEmailWrong: false })
    },
    async send() {
      const { score, contact } = model.draft
      if (score === null || model.isReasonTooLong || isOver()) return
      const allowed = model.asksForContact && contact.allowed
      const email = contact.email.trim()
      const isEmailWrong = allowed && (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > emailLimit)
      show({ isEmailWrong, step: isEmailWrong ? model.step : 'sending' })
      if (isEmailWrong) return
      const outcome = await events
        .send({ ...model.draft, contact: allowed ? { allowed, email } : noContact })
        .catch(() => 'lost')
      show({ step: outcome === 'kept' ? 'thanks' : 'lost' })
    },
    close() {
      leave()
      events.closed()
    },
    optOut() {
      leave()
      events.optedOut()
    },
  }
  return model
}
