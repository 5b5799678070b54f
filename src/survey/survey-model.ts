import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core'
import { type Category, categoryOf } from '../figures/category.ts'
import { limits } from '../protocol/limits.ts'
import type { Draft, SurveyRequest } from './survey-request.ts'
import { fill, type Wording } from './wording.ts'

/** The longest reason and e-mail address that a response may carry, in UTF-16 code units. */
export const { reason: reasonLimit, email: emailLimit } = limits

/** From this length on, the limit is shown. */
const nearLimit = reasonLimit * 0.9

/** How long the thank-you stays when nobody attends to it, in milliseconds. */
export const thanksStayMs = 10_000

/** 'lost': Send was pressed, and the answer could be neither stored nor sent. */
export type Step = 'asking' | 'sending' | 'lost' | 'thanks'

/** One card's state and what a visitor may do with it. It knows no DOM. */
export interface SurveyModel {
  readonly request: SurveyRequest
  readonly wording: Wording
  readonly step: ReadonlySignal<Step>
  /** An answer is on its way, so nothing can be changed. */
  readonly isSending: ReadonlySignal<boolean>
  readonly isLost: ReadonlySignal<boolean>
  readonly isDone: ReadonlySignal<boolean>
  readonly draft: ReadonlySignal<Draft>
  /** 0 to 10, or null while none is chosen. */
  readonly score: ReadonlySignal<number | null>
  readonly hasScore: ReadonlySignal<boolean>
  /** Null while no score is chosen. */
  readonly category: ReadonlySignal<Category | null>
  /** The question asked below the score; '' while none is chosen. */
  readonly reasonQuestion: ReadonlySignal<string>
  /** How much of the limit is used, in UTF-16 code units, in words. */
  readonly reasonLength: ReadonlySignal<string>
  readonly isReasonNearLimit: ReadonlySignal<boolean>
  readonly isReasonTooLong: ReadonlySignal<boolean>
  /** The extra question's chosen ids. */
  readonly choices: ReadonlySignal<readonly string[]>
  /** The answer to an extra question of type 'ease', 1 to 7, or null. */
  readonly ease: ReadonlySignal<number | null>
  /** Whether this visitor is asked for permission to be contacted. */
  readonly asksForContact: ReadonlySignal<boolean>
  /** Whether permission to be contacted is given. */
  readonly isContactAllowed: ReadonlySignal<boolean>
  /** Whether Send was pressed with permission to be contacted but without a valid e-mail address. */
  readonly isEmailWrong: ReadonlySignal<boolean>
  /** How often Send was refused, and the field that was to blame the last time. */
  readonly mistakes: ReadonlySignal<{ count: number; field: 'reason' | 'email' }>
  /** The thank-you may close by itself: the visitor needs nothing in it, and is not attending to it. */
  readonly mayGo: ReadonlySignal<boolean>
  /** What a screen reader announces, politely; '' while there is nothing to say. */
  readonly announcement: ReadonlySignal<string>
  /** The visitor has closed the card or opted out: it has to leave the page. */
  readonly isLeft: ReadonlySignal<boolean>
  /** Call it once the card's live region has been in the page, empty, for a moment. */
  announce(): void
  chooseScore(score: number): void
  writeReason(reason: string): void
  /** The extra question's chosen ids, or 1 to 7 for ease. */
  answerExtra(answer: readonly string[] | number): void
  changeContact(contact: Partial<Draft['contact']>): void
  /** Whether the visitor points at the card, touches it or has the focus in it. */
  attend(attends: boolean): void
  send(): Promise<void>
  close(): void
  optOut(): void
}

const noContact: Draft['contact'] = { allowed: false, email: '' }
const emptyDraft: Draft = { score: null, reason: '', answers: {}, contact: noContact }

const isEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text) && text.length <= emailLimit

export function createSurveyModel(request: SurveyRequest, wording: Wording): SurveyModel {
  const { survey, settings, events } = request
  const { texts } = wording

  const step = signal<Step>('asking')
  const draft = signal(request.draft ?? emptyDraft)
  const isEmailWrong = signal(false)
  const mistakes = signal<{ count: number; field: 'reason' | 'email' }>({ count: 0, field: 'reason' })
  const isAttended = signal(false)
  const announcement = signal('')
  const isLeft = signal(false)

  const isSending = computed(() => step.value === 'sending')
  const isLost = computed(() => step.value === 'lost')
  const isDone = computed(() => step.value === 'thanks')
  const score = computed(() => draft.value.score)
  const hasScore = computed(() => score.value !== null)
  const category = computed(() => (score.value === null ? null : categoryOf(score.value)))
  const reasonQuestion = computed(() => (score.value === null ? '' : wording.reasonQuestion(score.value)))
  const reasonLength = computed(() =>
    fill(texts.reasonLength, {
      count: wording.number(draft.value.reason.length),
      limit: wording.number(reasonLimit),
    }),
  )
  const isReasonNearLimit = computed(() => draft.value.reason.length > nearLimit)
  const isReasonTooLong = computed(() => draft.value.reason.length > reasonLimit)
  const extra = computed(() => survey.extra && draft.value.answers[survey.extra.id])
  const choices = computed(() => (Array.isArray(extra.value) ? extra.value : []))
  const ease = computed(() => (typeof extra.value === 'number' ? extra.value : null))
  const isContactAllowed = computed(() => draft.value.contact.allowed)
  const mayAskForContact = !request.identified && settings.privacy.url !== null
  const asksForContact = computed(
    () =>
      mayAskForContact &&
      (survey.contact === 'everyone' || (survey.contact === 'detractors' && category.value === 'detractor')),
  )

  const mayGo = computed(
    () => isDone.value && !isAttended.value && !(category.value && survey.thanks[category.value]?.link),
  )

  const isSettled = () => isSending.peek() || isDone.peek()

  function change(part: Partial<Draft>): void {
    draft.value = { ...draft.peek(), ...part }
    events.draftChanged(draft.peek())
  }

  function announce(): void {
    const opened = request.inline ? texts.openedInline : texts.opened
    announcement.value = hasScore.peek() ? texts.scored : opened
  }

  function chooseScore(chosen: number): void {
    if (chosen === score.peek() || isSettled()) return
    batch(() => {
      announcement.value = texts.scored
      change({ score: chosen })
    })
    events.scoreChosen(chosen, wording.reasonQuestion(chosen))
  }

  function writeReason(reason: string): void {
    if (!isSettled()) change({ reason })
  }

  function answerExtra(answer: readonly string[] | number): void {
    if (survey.extra && !isSettled())
      change({ answers: { ...draft.peek().answers, [survey.extra.id]: answer } })
  }

  function changeContact(contact: Partial<Draft['contact']>): void {
    if (isSettled()) return
    isEmailWrong.value = false
    change({ contact: { ...draft.peek().contact, ...contact } })
  }

  function mistake(field: 'reason' | 'email'): void {
    mistakes.value = { count: mistakes.peek().count + 1, field }
  }

  async function send(): Promise<void> {
    if (!hasScore.peek() || isSettled()) return
    if (isReasonTooLong.peek()) return mistake('reason')
    const { contact } = draft.peek()
    const email = contact.email.trim()
    const allowed = asksForContact.peek() && contact.allowed
    isEmailWrong.value = allowed && !isEmail(email)
    if (isEmailWrong.peek()) return mistake('email')

    step.value = 'sending'
    const answer = { ...draft.peek(), contact: allowed ? { allowed, email } : noContact }
    const outcome = await events.send(answer).catch(() => 'lost')
    step.value = outcome === 'kept' ? 'thanks' : 'lost'
  }

  function close(): void {
    isLeft.value = true
    events.closed()
  }

  function optOut(): void {
    isLeft.value = true
    events.optedOut()
  }

  return {
    request,
    wording,
    step,
    isSending,
    isLost,
    isDone,
    draft,
    score,
    hasScore,
    category,
    reasonQuestion,
    reasonLength,
    isReasonNearLimit,
    isReasonTooLong,
    choices,
    ease,
    asksForContact,
    isContactAllowed,
    isEmailWrong,
    mistakes,
    mayGo,
    announcement,
    isLeft,
    announce,
    chooseScore,
    writeReason,
    answerExtra,
    changeContact,
    attend(attends) {
      isAttended.value = attends
    },
    send,
    close,
    optOut,
  }
}
