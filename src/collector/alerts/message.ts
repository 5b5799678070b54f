import { createHash } from 'node:crypto'
import type { Category } from '../../figures/category.ts'
import type { DestinationKind, MessageKind, SendProblem } from '../../report/api/alerts.ts'
import type { Digest } from './digest.ts'

/** Where messages go, including the fields that the API never returns. */
export interface Destination {
  id: string
  name: string
  kind: DestinationKind
  /** The URL of a hook, or an e-mail address. */
  address: string
  /** The secret that signs messages; '' if they are not signed. */
  secret: string
}

interface RuleName {
  id: string
  name: string
}

/** A survey's 30-day score that has fallen. */
export interface Fall {
  site: string
  survey: string
  kind: 'transactional' | 'relationship'
  /** Points, not rounded. */
  score: number
  before: number
  answers: number
  answersBefore: number
}

/**
 * What a message says, as it waits in the store. It refers to an answer only by id: the visitor's words are stored in one
 * place, so that once they are erased there, nothing is left to send.
 */
export type Body =
  | { kind: 'alert'; rule: RuleName; site: string; survey: string; score: number; category: Category }
  | { kind: 'fall'; rule: RuleName; fall: Fall }
  | { kind: 'digest'; digest: Digest }
  | { kind: 'test' }

/** A message to be queued. */
export interface NewMessage {
  /** The same for the same message, no matter which collector makes it and how often. */
  id: string
  destination: string
  body: Body
  /** The id of the response that it is about; '' if none. */
  about: string
  /** Milliseconds since 1970. */
  madeAt: number
}

/** A message whose turn it is. */
export interface DueMessage {
  id: string
  kind: MessageKind
  body: Body
  about: string
  madeAt: number
  /** The number of failed tries. */
  tries: number
  destination: Destination
  /** The response that it is about, as it came; null if it is about none, or the response was erased. */
  record: string | null
}

/** The result of an attempt. */
export type Attempt =
  | { ok: true; status: number | null }
  | {
      ok: false
      status: number | null
      problem: SendProblem
      /** Milliseconds the destination asks to be left alone. @default as {@link pauseAfter} decides */
      retryAfter?: number
    }

/** A hash of the parts, from which nobody can recover them. */
export const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

/** An alert's key: one per rule, answer, category and destination, however often the answer arrives. */
export const alertKey = (rule: string, response: string, category: Category, destination: string): string =>
  keyOf('alert', rule, response, category, destination)
