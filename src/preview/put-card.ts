import { newRecord } from '../delivery/new-record.ts'
import { instant, type RecordEvent, type StoredRecord, step } from '../delivery/record.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { AskingDesk } from '../showing/asking-part.ts'
import type { SurveyParts } from '../showing/showing.ts'
import { stage } from '../showing/stage.ts'
import type { CreateSurvey, Draft, SendOutcome, SurveyRequest } from '../survey/survey-request.ts'
import type { Scene } from './preview-model.ts'
import { supposedTrigger } from './supposed-trigger.ts'

/** The parts that a card needs, as functions that were given. */
export interface CardParts {
  survey(): Promise<CreateSurvey>
  words(locale: string): Promise<LocaleWords>
  /** Languages besides English. */
  locales: readonly string[]
}

/** Loads what the card of a scene needs. */
export async function loadCard(parts: CardParts, { locale }: Scene): Promise<SurveyParts> {
  const [create, words] = await Promise.all([parts.survey(), locale === 'en' ? null : parts.words(locale)])
  return { create, words, locale }
}

/**
 * Puts the card of a scene in the page, in its state. Its record is kept here alone; what would be sent is told.
 *
 * @param tell gets each message that the endpoint would get
 * @returns takes the card away
 */
export function putCard(
  desk: AskingDesk,
  scene: Scene,
  loaded: SurveyParts,
  tell: (message: StoredRecord) => void,
): () => void {
  const { survey, state } = scene
  const { create, ...words } = loaded
  const settings = desk.settings()
  const { now } = desk.environment
  const at = now()
  const trigger = supposedTrigger(survey, at)
  let scoredAt = at
  const id = stage.newId(at)

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
    identified: !!desk.respondent(),
    takeFocus: false,
    inline: survey.placement === 'inline' ? stage.findInline() : null,
    events: {
      scoreChosen: score,
      draftChanged() {},
      send,
      closed: () => end('closed'),
      optedOut: () => end('opted-out'),
    },
  }
  const handle = create(request)
  let record: StoredRecord = newRecord(desk, { survey, trigger }, stage.page(), {
    id,
    question: handle.question,
    locale: words.locale,
    askedAt: instant(at),
    client: stage.client,
  })
  if (settings.report === 'everything') tell(record)
  handle.show()
  const given = state.draft?.score
  if (given !== undefined && given !== null) score(given, handle.reasonQuestion(given))
  if (state.isSent) handle.send()
  return handle.remove
}
