import type { EndedBy, ResponseRecord } from '../schema/response.ts'
import type { Milliseconds, Settings } from './settings.ts'

/** A response as it is kept; `sentAt` is added with each message. */
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
  /** Whether this revision is to be sent. A page that is hidden sends apart, see `sendsWhenHidden`. */
  send: boolean
  /** Null while the survey stays open. */
  ending: Ending | null
}

type Manner = Pick<Settings, 'report' | 'unsent'>

const change = (record: StoredRecord, fields: Partial<StoredRecord>): StoredRecord => ({
  ...record,
  ...fields,
  revision: record.revision + 1,
})

/**
 * The state table of a response: asked -> scored -> answered, or dismissed. An answered record never changes.
 * With `unsent: 'nothing'` a score stays out of the record until Send, so that no message can carry it.
 */
export function step(record: StoredRecord, event: RecordEvent, manner: Manner, now: Milliseconds): Step {
  const at = new Date(now).toISOString()
  if (record.state === 'answered') return { record, send: false, ending: null }
  if (event.type === 'score') {
    if (manner.unsent === 'nothing') return { record, send: false, ending: null }
    const { score, reasonQuestion } = event
    return {
      record: change(record, { state: 'scored', score, reasonQuestion, scoredAt: at }),
      send: false,
      ending: null,
    }
  }
  if (event.type === 'send') {
    const { scoredAt, ...answer } = event.answer
    return {
      record: change(record, {
        ...answer,
        scoredAt: new Date(scoredAt).toISOString(),
        state: 'answered',
        endedBy: 'sent',
        endedAt: at,
      }),
      send: true,
      ending: 'answered',
    }
  }
  const scored = record.state === 'scored'
  const byVisitor = event.by === 'closed' || event.by === 'opted-out'
  return {
    record: change(record, {
      state: scored || !byVisitor ? record.state : 'dismissed',
      endedBy: event.by,
      endedAt: at,
    }),
    send: scored || manner.report === 'everything',
    ending: scored ? 'answered' : byVisitor ? 'dismissed' : 'ignored',
  }
}

/** Whether a page that is hidden sends the record as it stands: once per revision, a bare asking only on wish. */
export const sendsWhenHidden = (record: StoredRecord, report: Settings['report']): boolean =>
  record.state === 'scored' || report === 'everything'
