import type { Delivery } from '../delivery/delivery.ts'
import { newRecord } from '../delivery/new-record.ts'
import { instant, type RecordEvent, type StoredRecord, sendsWhenHidden, step } from '../delivery/record.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { CreateSurvey, Draft, SendOutcome, SurveyHandle } from '../survey/survey-request.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { AskingDesk } from './asking-part.ts'
import { rememberAsked, rememberEnded } from './remember.ts'
import type { Stage } from './stage.ts'

/** What is needed to put a survey in the page, loaded while the trigger waits. */
export interface SurveyParts {
  create: CreateSurvey
  /** Null for English. */
  words: LocaleWords | null
  locale: string
}

/** An open survey as it is kept in its tab, so that a reload finds it again. */
export interface Kept {
  record: StoredRecord
  trigger: Trigger
  touchedAt: Milliseconds
}

/** Who is asked about what. */
export interface Occasion {
  survey: SurveySettings
  trigger: Trigger
  /** The visitor opened it: focus moves to the question. */
  opened: boolean
  parts: SurveyParts
  /** Gives the right to show back. */
  release: () => void
}

export interface Showing {
  isOpen(): boolean
  /** Puts a survey in the page, unless the asking could not be remembered; `kept` goes on where it was left. */
  show(occasion: Occasion, kept?: Kept): void
  /** The survey that this tab had open before the page changed, or null. */
  kept(): Kept | null
  /** A survey whose page is gone and won't come back. */
  abandon(record: StoredRecord): void
  close(by: 'site' | 'left'): void
  /** The page goes out of sight, perhaps for good. */
  hide(): void
  /** Gives the right to show back while the page is away. */
  letGo(): void
  /** The page is back: with the right to show, or, where another tab has it, without. */
  takeBack(right: (() => void) | null | undefined): void
  /** Takes the survey out of the page. */
  takeDown(): void
}

const parse = <Value>(text: string | null): Value | null => {
  try {
    return JSON.parse(`${text}`)
  } catch {
    return null // Not ours: as if nothing had been kept.
  }
}

/** The one survey that is in the page: from the asking to its end, with its record, its history and its sending. */
export function createShowing(desk: AskingDesk, stage: Stage, delivery: Delivery): Showing {
  const { environment, settings, key, happened } = desk
  const { session, now } = environment

  let handle: SurveyHandle | null = null
  let record: StoredRecord | null = null
  let trigger: Trigger
  let release: (() => void) | null = null
  let scoredAt: Milliseconds

  const keepInTab = () => session.set(key('open'), JSON.stringify({ record, trigger, touchedAt: now() }))
  /** Keeps what is open in the outbox as well where it is told of as it stands; returns the id of what may be sent then. */
  const keepOpen = (open: StoredRecord) => {
    keepInTab()
    if (!sendsWhenHidden(open, settings().report)) return ''
    delivery.keep(open, true)
    return open.id
  }
  const clearTab = () => {
    session.remove(key('open'))
    session.remove(key('draft'))
  }

  const takeDown = () => {
    handle?.remove()
    release?.()
    handle = release = record = null
  }

  /** Moves a record on and does what the state table says of history and outbox. False where it could not be stored. */
  const advance = (
    from: StoredRecord,
    event: RecordEvent,
    manner = settings(),
  ): [record: StoredRecord, isStored: boolean] => {
    const next = step(from, event, manner, now())
    const { ending } = next
    const by = event.type === 'end' && event.by
    if (ending) rememberEnded(desk, from.survey, ending, by === 'opted-out')
    // Of a visitor who just left, nothing new is told where the score is known already.
    const isToldAlready =
      (by === 'left' || by === 'site') &&
      manner.report === 'answers' &&
      delivery.find(from.id)?.accepted === from.revision
    if (next.send ? !isToldAlready : !ending && next.record !== from)
      return [next.record, delivery.keep(next.record, !ending)]
    if (ending) delivery.drop(from.id)
    return [next.record, true]
  }

  const finish = (from: StoredRecord, by: 'closed' | 'opted-out' | 'site' | 'left') => {
    const [ended] = advance(from, { type: 'end', by })
    clearTab()
    delivery.send(ended.id)
    if (ended.state !== 'asked') happened(ended.state, ended)
  }

  const end = (by: 'closed' | 'opted-out' | 'site' | 'left') => {
    if (record && record.state !== 'answered') finish(record, by)
    takeDown()
  }

  const send = async ({ score, reason, answers, contact }: Draft): Promise<SendOutcome> => {
    if (!record || !handle || score === null) return 'lost'
    const before = record
    const [answered, isStored] = advance(before, {
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
    const sending = delivery.send(answered.id)
    if (!isStored && !(await sending)) {
      // Neither stored nor sent: the visitor may mend the text and try again, under a higher revision.
      delivery.drop(before.id)
      record = { ...before, revision: answered.revision }
      return 'lost'
    }
    record = answered
    clearTab()
    happened('answered', record)
    return 'kept'
  }

  return {
    isOpen: () => !!handle,

    show(occasion, kept) {
      const { survey, opened } = occasion
      const { create, ...words } = occasion.parts
      const at = now()
      const id = kept ? kept.record.id : stage.newId(at)
      trigger = occasion.trigger
      const draft = kept || opened ? parse<Draft>(session.get(key('draft'))) : null
      // A score that a link has chosen is nobody's answer before Send.
      const isPreselected = !!draft && kept?.record.state !== 'scored'
      const manner: Settings = isPreselected ? { ...settings(), unsent: 'nothing' } : settings()
      const prepared = create({
        ...words,
        survey,
        settings: manner,
        trigger,
        id,
        draft,
        identified: !!desk.respondent(),
        takeFocus: opened,
        inline: survey.placement === 'inline' ? stage.findInline() : null,
        events: {
          scoreChosen(score, reasonQuestion) {
            if (!record) return
            scoredAt = now()
            ;[record] = advance(record, { type: 'score', score, reasonQuestion }, manner)
            keepInTab()
            happened('scored', record)
          },
          draftChanged: draft => void session.set(key('draft'), JSON.stringify(draft)),
          send,
          closed: () => end('closed'),
          optedOut: () => end('opted-out'),
        },
      })
      const asked =
        kept?.record ??
        newRecord(desk, occasion, stage.page(), {
          id,
          question: prepared.question,
          locale: words.locale,
          askedAt: instant(at),
          client: stage.client,
        })
      // Before the paint: an asking that cannot be remembered would be repeated on the next page.
      if (!kept && !rememberAsked(desk, survey.id, trigger) && settings().withoutMemory === 'skip')
        return occasion.release()
      handle = prepared
      record = asked
      release = occasion.release
      scoredAt = Date.parse(`${asked.scoredAt}`) || at
      keepOpen(asked)
      handle.show()
      if (!kept) happened('asked', asked)
    },

    kept: () => parse(session.get(key('open'))),

    abandon: left => finish(left, 'left'),

    close: end,

    hide() {
      if (record && record.state !== 'answered') delivery.send(keepOpen(record))
    },

    // A lock that another tab waits for would keep this page out of the back-forward cache.
    letGo() {
      release?.()
      release = null
    },

    takeBack(right) {
      if (!handle || release) return right?.()
      release = right ?? null
      if (!right) end('left')
      // Another page has gone on with it or ended it meanwhile, and nobody would count what comes of this one.
      else if (record?.state === 'scored' && delivery.find(record.id)?.record.revision !== record.revision)
        takeDown()
    },

    takeDown,
  }
}
