import { recordAsked, recordOptOut, recordOutcome, rememberRef } from '../core/history.ts'
import type { Entry } from '../core/outbox.ts'
import { type RecordEvent, type StoredRecord, sendsWhenHidden, step } from '../core/record.ts'
import type { Milliseconds, SurveySettings } from '../core/settings.ts'
import type { Trigger } from '../core/trigger.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { CreateSurvey, Draft, SendOutcome, SurveyHandle } from '../survey/survey-part.ts'
import type { AskingDesk } from './asking-part.ts'
import type { Delivery } from './delivery.ts'
import { newRecord } from './new-record.ts'
import type { Stage } from './stage.ts'

/** What is needed to put a survey in the page, loaded while the trigger waits. */
export interface SurveyParts {
  create: CreateSurvey
  /** Null for English. */
  words: LocaleWords | null
  locale: string
}

/** Who is asked about what. */
export interface Occasion {
  survey: SurveySettings
  trigger: Trigger
  /** The visitor opened it: focus moves to the question. */
  opened: boolean
}

/** An open survey as it is kept in its tab, so that a reload finds it again. */
interface Kept {
  record: StoredRecord
  touchedAt: Milliseconds
}

export interface Showing {
  isOpen(): boolean
  /** Puts the survey in the page. False where the asking could not be remembered, so that nobody was asked. */
  ask(occasion: Occasion, parts: SurveyParts, release: () => void): boolean
  /** The survey that this tab had open before the page changed, or null. */
  kept(): Kept | null
  resume(kept: Kept, occasion: Occasion, parts: SurveyParts, release: () => void): void
  /** A survey whose page is gone and won't come back. */
  abandon(record: StoredRecord): void
  close(by: 'site' | 'left'): void
  /** The page goes out of sight, perhaps for good. */
  hide(): void
  letGo(): void
  takeBack(right: (() => void) | null): void
  /** Takes the survey out of the page and keeps nothing of it. */
  forget(): void
}

const parse = <Value>(text: string | null): Value | null => {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null // Not ours: as if nothing had been kept.
  }
}

const emptyDraft: Draft = { score: null, reason: '', answers: {}, contact: { allowed: false, email: '' } }

/** The one survey that is in the page: from the asking to its end, with its record, its history and its sending. */
export function createShowing(desk: AskingDesk, stage: Stage, delivery: Delivery): Showing {
  const { environment, settings, memory, happened, client } = desk
  const { session, now } = environment
  const key = (name: string) => `howlikely:${settings().site}:${name}`

  let handle: SurveyHandle | null = null
  let record: StoredRecord | null = null
  let release: (() => void) | null = null
  let scoredAt: Milliseconds = 0

  const keepInTab = () => session.set(key('open'), JSON.stringify({ record, touchedAt: now() }))
  const clearTab = () => {
    session.remove(key('open'))
    session.remove(key('draft'))
  }

  const takeDown = () => {
    handle?.remove()
    release?.()
    handle = release = record = null
  }

  /** Moves a record on and does what the state table says of storing and sending. True where it was stored. */
  const advance = (from: StoredRecord, event: RecordEvent): { record: StoredRecord; isStored: boolean } => {
    const { report, unsent } = settings()
    const next = step(from, event, { report, unsent }, now())
    if (next.ending) {
      let history = recordOutcome(memory().history(), from.survey, next.ending, now())
      if (event.type === 'end' && event.by === 'opted-out') history = recordOptOut(history, now())
      memory().save(history)
    }
    const gone = event.type === 'end' && (event.by === 'left' || event.by === 'site')
    const wasSent = gone && report === 'answers' && isAccepted(from)
    if (next.ending && (!next.send || wasSent)) delivery.drop(from.id)
    const goesOut = next.send && !wasSent
    const isKept = goesOut || (next.record !== from && next.record.state === 'scored')
    const isStored = isKept ? delivery.keep(next.record, !next.ending) : true
    return { record: next.record, isStored }
  }

  const isAccepted = (one: StoredRecord) =>
    delivery.entries().some((entry: Entry) => entry.record.id === one.id && entry.accepted >= one.revision)

  const end = (by: 'closed' | 'opted-out' | 'site' | 'left') => {
    if (!record) return
    if (record.state !== 'answered') {
      const ended = advance(record, { type: 'end', by }).record
      clearTab()
      delivery.send(ended.id)
      if (ended.state !== 'asked') happened(ended.state, ended)
    }
    takeDown()
  }

  const send = async (draft: Draft, reasonQuestion: string): Promise<SendOutcome> => {
    if (!record || draft.score === null) return 'lost'
    const { contact } = draft
    const before = record
    const answered = advance(before, {
      type: 'send',
      answer: {
        score: draft.score,
        scoredAt: scoredAt || now(),
        reasonQuestion,
        reason: draft.reason.trim() || null,
        answers: Object.fromEntries(
          Object.entries(draft.answers).map(([id, answer]) => [
            id,
            typeof answer === 'number' ? answer : [...answer],
          ]),
        ),
        contact: contact.allowed ? { allowed: true, email: contact.email.trim() || null } : null,
      },
    })
    const sending = delivery.send(answered.record.id)
    if (!answered.isStored && !(await sending)) {
      // Neither stored nor sent: the visitor may mend the text and try again, under a higher revision.
      delivery.drop(before.id)
      record = { ...before, revision: answered.record.revision }
      return 'lost'
    }
    record = answered.record
    clearTab()
    happened('answered', record)
    return 'kept'
  }

  const put = (occasion: Occasion, parts: SurveyParts, id: string, draft: Draft | null) =>
    parts.create({
      survey: occasion.survey,
      settings: settings(),
      words: parts.words,
      locale: parts.locale,
      trigger: occasion.trigger,
      id,
      draft,
      identified: !!desk.respondent(),
      takeFocus: occasion.opened,
      inline: occasion.survey.placement === 'inline' ? stage.findInline() : null,
      events: {
        scoreChosen(score, reasonQuestion) {
          if (!record) return
          scoredAt = now()
          record = advance(record, { type: 'score', score, reasonQuestion }).record
          keepInTab()
          happened('scored', record)
        },
        draftChanged: next => void session.set(key('draft'), JSON.stringify(next)),
        send: next => send(next, handle?.reasonQuestion(next.score ?? 0) ?? ''),
        closed: () => end('closed'),
        optedOut: () => end('opted-out'),
      },
    })

  return {
    isOpen: () => !!handle,

    ask(occasion, parts, letGo) {
      const { survey, trigger } = occasion
      const at = now()
      const id = stage.newId(at)
      const prepared = put(occasion, parts, id, null)
      const next = newRecord({
        id,
        settings: settings(),
        survey,
        trigger,
        respondent: desk.respondent(),
        page: environment.page(),
        pagesViewed: desk.pagesViewed(),
        question: prepared.question,
        locale: parts.locale,
        client,
        now: at,
      })
      const history = rememberRef(recordAsked(memory().history(), survey.id, at), settings().site, trigger)
      // Before the paint: an asking that cannot be remembered would be repeated on the next page.
      if (!memory().save(history) && settings().withoutMemory === 'skip') {
        letGo()
        return false
      }
      handle = prepared
      record = next
      release = letGo
      scoredAt = 0
      keepInTab()
      if (settings().report === 'everything') delivery.keep(next, true)
      handle.show()
      happened('asked', next)
      return true
    },

    kept: () => parse<Kept>(session.get(key('open'))),

    resume(kept, occasion, parts, letGo) {
      const draft = parse<Draft>(session.get(key('draft')))
      record = kept.record
      release = letGo
      scoredAt = Date.parse(kept.record.scoredAt ?? '') || 0
      handle = put(occasion, parts, kept.record.id, { ...emptyDraft, ...draft })
      handle.show()
    },

    abandon(left) {
      const ended = advance(left, { type: 'end', by: 'left' }).record
      clearTab()
      delivery.send(ended.id)
    },

    close: end,

    hide() {
      if (!record || record.state === 'answered') return
      keepInTab()
      if (!sendsWhenHidden(record, settings().report)) return
      delivery.keep(record, true)
      delivery.sendClosing(record.id)
    },

    // A lock that another tab waits for would keep this page out of the back-forward cache.
    letGo() {
      release?.()
      release = null
    },

    takeBack(right) {
      if (!handle || release) return right?.()
      release = right
      if (!right) end('left')
    },

    forget() {
      clearTab()
      takeDown()
    },
  }
}
