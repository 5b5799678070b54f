import type { Settings } from '../options/settings.ts'
import type { EndedBy, ResponseRecord } from '../protocol/response.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** A response as it is stored; `sentAt` is added to each message. */
export type StoredRecord = Omit<ResponseRecord, 'sentAt'>

/** What the visitor sends with Send. */
export interface Answer {
  score: number
  scoredAt: Milliseconds
  reasonQuestion: string
  reason: string | null
  answers: ResponseRecord['answers']
  contact: { allowed: boolean; email: string | null } | null
}

export type RecordEvent =
  | { type: 'score'; score: number; reasonQuestion: string }
  | { type: 'send'; answer: Answer }
  | { type: 'end'; by: Exclude<EndedBy, 'sent'> }

/** How an asking ended, for the history. */
export type Ending = 'answered' | 'dismissed' | 'ignored'

export interface Step {
  record: StoredRecord
  /** Whether this revision is to be sent now. For a hidden page, see `sendsWhenHidden` instead. */
  send: boolean
  /** Null while the survey stays open. */
  ending: Ending | null
}

/** The settings that decide what goes into a record, and when it is sent. */
export type RecordSettings = Pick<Settings, 'report' | 'unsent'>

export const instant = (at: Milliseconds) => new Date(at).toISOString()

/**
 * The state table of a response: asked -> scored -> answered, or dismissed. An answered record never changes.
 * With `unsent: 'nothing'` a score stays out of the record until Send, so that no message can carry it.
 */
export function step(
  record: StoredRecord,
  event: RecordEvent,
  settings: RecordSettings,
  now: Milliseconds,
): Step {
  const stays: Step = { record, send: false, ending: null }
  const moves = (fields: Partial<StoredRecord>, send = false, ending: Ending | null = null): Step => ({
    record: { ...record, ...fields, revision: record.revision + 1 },
    send,
    ending,
  })
  const at = instant(now)
  if (record.state === 'answered') return stays
  if (event.type === 'score') {
    const { score, reasonQuestion } = event
    return settings.unsent === 'nothing'
      ? stays
      : moves({ state: 'scored', score, reasonQuestion, scoredAt: at })
  }
  if (event.type === 'send') {
    const scoredAt = instant(event.answer.scoredAt)
    const answer = { ...event.answer, scoredAt, endedAt: at }
    return moves({ ...answer, state: 'answered', endedBy: 'sent' }, true, 'answered')
  }
  const { by } = event
  const isScored = record.state === 'scored'
  const isLeft = by === 'left' || by === 'site'
  return moves(
    { state: isScored || isLeft ? record.state : 'dismissed', endedBy: by, endedAt: at },
    isScored || settings.report === 'everything',
    isScored ? 'answered' : isLeft ? 'ignored' : 'dismissed',
  )
}

/**
 * Whether a hidden page sends the record as it stands: once per revision, and a mere asking only if the site wants it. An
 * asking from an e-mail link is not reported before the visitor does something: mail scanners open links, some of them in
 * a browser.
 */
export const sendsWhenHidden = ({ state, trigger }: StoredRecord, report: Settings['report']): boolean =>
  state === 'scored' || (report === 'everything' && trigger.source !== 'link')
