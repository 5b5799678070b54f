import type { Browser } from '../browser/browser.ts'
import type { AskingContext } from '../decision/asking.ts'
import { newRecord } from '../delivery/new-record.ts'
import { instant, type RecordEvent, type StoredRecord, step } from '../delivery/record.ts'
import { visitorOf } from '../history/visitor-id.ts'
import type { CardWords } from '../showing/card-words.ts'
import { createSurvey } from '../survey/create-survey.ts'
import type { Draft, SendOutcome, SurveyRequest } from '../survey/survey-request.ts'
import { createWording } from '../survey/wording.ts'
import type { PreviewParts } from './create-preview.ts'
import type { Scene } from './preview-model.ts'
import { supposedTrigger } from './supposed-trigger.ts'

/** Loads the words of a scene's card. */
export const loadCardWords = async (
  { words }: Pick<PreviewParts, 'words'>,
  { locale }: Scene,
): Promise<CardWords> => ({ words: locale === 'en' ? null : await words(locale), locale })

/**
 * Puts a scene's card in the page, in its state. Its record stays in memory; what would be sent is passed to `tell`.
 *
 * @param tell called with each message that the endpoint would receive
 * @returns a function that removes the card
 */
export function putCard(
  context: AskingContext,
  browser: Browser,
  scene: Scene,
  words: CardWords,
  tell: (message: StoredRecord) => void,
): () => void {
  const { survey, state } = scene
  const settings = context.settings()
  const { now } = browser
  const at = now()
  const trigger = supposedTrigger(survey, at)
  let scoredAt = at
  const id = browser.newId(at)

  const advance = (event: RecordEvent) => {
    const next = step(record, event, settings, now())
    record = next.record
    if (next.send) tell(record)
  }
  const score = (value: number, reasonQuestion: string) => {
    scoredAt = now()
    advance({ type: 'score', score: value, reasonQuestion })
  }
  const end = (by: 'closed' | 'opted-out') => {
    if (record.state !== 'answered') advance({ type: 'end', by })
    handle.remove()
  }
  const send = async ({ score, reason, answers, contact }: Draft): Promise<SendOutcome> => {
    if (state.outcome === 'waits') return new Promise(() => {})
    if (state.outcome === 'lost' || score === null) return 'lost'
    advance({
      type: 'send',
      answer: {
        score,
        scoredAt,
        reasonQuestion: handle.reasonQuestion(score),
        reason: reason.trim() || null,
        answers: answers as StoredRecord['answers'],
        contact: contact.allowed ? { allowed: true, email: contact.email.trim() || null } : null,
      },
    })
    return 'kept'
  }

  const request: SurveyRequest = {
    ...words,
    survey,
    settings,
    trigger,
    id,
    draft: state.draft,
    identified: !!context.respondent(),
    takeFocus: false,
    inline: survey.placement === 'inline' ? browser.findInlinePlace() : null,
    // The card being looked at stays open.
    later: () => () => {},
    events: {
      scoreChosen: score,
      draftChanged() {},
      send,
      closed: () => end('closed'),
      optedOut: () => end('opted-out'),
    },
  }
  const handle = createSurvey(request)
  let record: StoredRecord = newRecord({
    id,
    settings,
    survey,
    trigger,
    question: handle.question,
    locale: words.locale,
    askedAt: instant(at),
    respondent: context.respondent(),
    visitor: visitorOf(browser, settings, id),
    page: { ...browser.page(), ...browser.pageStory() },
    pagesViewed: context.page.seen?.[2] ?? null,
  })
  if (settings.report === 'everything') tell(record)
  handle.show()
  const given = state.draft?.score
  if (given !== undefined && given !== null) score(given, handle.reasonQuestion(given))
  if (state.isSent) pressSend(request)
  return handle.remove
}

/** Presses Send as a visitor does: finds the button by its label. */
function pressSend(request: SurveyRequest): void {
  const { send } = createWording(request).texts
  const cards = document.querySelectorAll('how-likely-panel')
  const buttons = [...cards].flatMap(card => [...(card.shadowRoot?.querySelectorAll('button') ?? [])])
  buttons.find(button => button.textContent?.trim() === send)?.click()
}
