import { createHash } from 'node:crypto'
import type { Category } from '../../figures/category.ts'
import type { DestinationKind, MessageKind, SendProblem } from '../../report/api/alerts.ts'
import type { Digest } from './digest.ts'

/** Where messages go, with what the API never gives out. */
export interface Destination {
  id: string
  name: string
  kind: DestinationKind
  /** An address of a hook, or an e-mail address. */
  address: string
  /** What messages are signed with; empty where they aren't. */
  secret: string
}

interface RuleName {
  id: string
  name: string
}

/** A survey's score of 30 days that has fallen. */
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
 * What a message says, as it waits in the store. Of an answer it says only which one it is: what the visitor wrote stands in
 * one place, and when it is erased there, nothing is left to be sent.
 */
export type Body =
  | { kind: 'alert'; rule: RuleName; site: string; survey: string; score: number; category: Category }
  | { kind: 'fall'; rule: RuleName; fall: Fall }
  | { kind: 'digest'; digest: Digest }
  | { kind: 'test' }

/** A message that is to be put among those that wait. */
export interface NewMessage {
  /** The same for the same message, whoever makes it and however often. */
  id: string
  destination: string
  body: Body
  /** The response that it is about; empty: none. */
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
  /** How often it was tried in vain. */
  tries: number
  destination: Destination
  /** The response that it is about, as it came; null where it is about none, or it was erased. */
  record: string | null
}

/** What came of an attempt. */
export type Attempt =
  | { ok: true; status: number | null }
  | {
      ok: false
      status: number | null
      problem: SendProblem
      /** Milliseconds that the destination wants to be left alone. @default as long as it takes */
      retryAfter?: number
    }

/** The same for the same parts, and no one can find them from it. */
export const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

/** An alert's key: one for each rule, answer, category and destination, however often the answer comes. */
export const alertKey = (rule: string, response: string, category: Category, destination: string): string =>
  keyOf('alert', rule, response, category, destination)
