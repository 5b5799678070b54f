import { computed, type ReadonlySignal, signal } from '@preact/signals-core'
import { categoryOf } from '../core/category.ts'
import type { Category } from '../schema/options.ts'
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
  readonly step: ReadonlySignal<Step>
  readonly draft: ReadonlySignal<Draft>
  /** Null while no score is chosen. */
  readonly category: ReadonlySignal<Category | null>
  readonly isReasonTooLong: ReadonlySignal<boolean>
  /** Whether this visitor is asked for leave to be contacted. */
  readonly asksForContact: ReadonlySignal<boolean>
  /** Send was pressed with leave to be contacted and no e-mail address. */
  readonly isEmailWrong: ReadonlySignal<boolean>
  /** What a screen reader is told, politely; '' while there is nothing to say. */
  readonly announcement: ReadonlySignal<string>
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

/** @param leave Takes the card out of the page. */
export function createSurveyModel(request: SurveyRequest, wording: Wording, leave: () => void): SurveyModel {
  const { survey, settings, events, identified } = request
  const draft = signal(request.draft ?? emptyDraft)
  const step = signal<Step>('asking')
  const isEmailWrong = signal(false)
  const isAnnounced = signal(false)

  const category = computed(() => (draft.value.score === null ? null : categoryOf(draft.value.score)))
  const isReasonTooLong = computed(() => draft.value.reason.length > reasonLimit)
  const asksForContact = computed(
    () =>
      !identified &&
      settings.privacy.url !== null &&
      (survey.contact === 'everyone' || (survey.contact === 'detractors' && category.value === 'detractor')),
  )
  const announcement = computed(() => {
    if (!isAnnounced.value) return ''
    if (category.value) return wording.texts.scored
    return request.inline ? wording.texts.openedInline : wording.texts.opened
  })

  const change = (part: Partial<Draft>) => {
    if (step.value === 'sending' || step.value === 'thanks') return
    draft.value = { ...draft.value, ...part }
    events.draftChanged(draft.value)
  }

  return {
    request,
    wording,
    step,
    draft,
    category,
    isReasonTooLong,
    asksForContact,
    isEmailWrong,
    announcement,
    announce() {
      isAnnounced.value = true
    },
    chooseScore(score) {
      if (score === draft.value.score) return
      change({ score })
      if (draft.value.score === score) events.scoreChosen(score, wording.reasonQuestion(score))
    },
    writeReason: reason => change({ reason }),
    answerExtra(answer) {
      if (survey.extra) change({ answers: { ...draft.value.answers, [survey.extra.id]: answer } })
    },
    changeContact(contact) {
      isEmailWrong.value = false
      change({ contact: { ...draft.value.contact, ...contact } })
    },
    async send() {
      const { score, contact } = draft.value
      if (score === null || step.value === 'sending' || step.value === 'thanks' || isReasonTooLong.value)
        return
      const allowed = asksForContact.value && contact.allowed
      const email = contact.email.trim()
      isEmailWrong.value = allowed && (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > emailLimit)
      if (isEmailWrong.value) return
      step.value = 'sending'
      const outcome = await events
        .send({ ...draft.value, contact: allowed ? { allowed, email } : noContact })
        .catch(() => 'lost')
      step.value = outcome === 'kept' ? 'thanks' : 'lost'
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
}
