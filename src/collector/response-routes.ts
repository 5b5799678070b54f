import { Hono } from 'hono'
import type { Complaint } from '../protocol/complaint.ts'
import { complain } from '../protocol/complaint.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import type { Visit } from './access.ts'
import type { AllowedOrigins } from './cross-origin.ts'
import type { Accepted, Ingest } from './ingest.ts'
import { outcomeCookie } from './outcome-cookie.ts'
import { jsonResponse } from './page-response.ts'
import { fromPages } from './page-route.ts'
import { parseResponse } from './parse-response.ts'
import type { Entry } from './read-batch.ts'
import { readMessages } from './read-message.ts'
import type { SignatureCheck } from './signature-check.ts'
import type { ReceivedResponse } from './store/store.ts'

interface Setting {
  ingest: Ingest
  signatureCheck: SignatureCheck
  allowedOrigins: AllowedOrigins
  /** The domain with which the outcome cookie is shared, or null. */
  cookieDomain: string | null
  /** Counts one more message of a client; returns the seconds until it may send one, 0 if it may now. */
  limit: (client: string | null) => number
  /** Milliseconds since 1970. */
  now: () => number
}

/** Seconds until the widget may try again. */
const retryAfter = { full: 5, undeclared: 3600, unavailable: 30 } as const

/** The reasons, in words. */
const laterTexts = {
  full: 'Too many messages at once; try again soon.',
  undeclared: 'The operator has not declared this survey, and there are too many responses of such already.',
  unavailable: 'Nothing can be stored now; try again later.',
} as const

/** The outcome for one response: its status, and why it was not stored. */
interface Outcome {
  status: number
  complaint?: Complaint
  /** Seconds. */
  retryAfter?: number
}

/** A record that can be stored, or why it can't. */
type Ready = { record: ResponseRecord; response: ReceivedResponse } | Outcome

/** `POST /responses`, from any page allowed to send, or from a server, which may send several at once. */
export function responseRoutes(setting: Setting): Hono<Visit> {
  const { ingest, signatureCheck, allowedOrigins, cookieDomain, limit, now } = setting

  const prepare = async (json: string, receivedAt: number): Promise<Ready> => {
    const parsed = parseResponse(json)
    if (!parsed.ok) return parsed
    const { record } = parsed
    // The response is the same whether or not a signature was genuine.
    const vouched = await signatureCheck.vouch(record, receivedAt)
    return { record, response: { record, json, receivedAt, vouched } }
  }

  const receive = async (request: Request, client: string | null): Promise<Response> => {
    const message = await readMessages(request)
    if (!message.ok) return jsonResponse(message.complaint, message.status)
    const receivedAt = now()
    if ('entries' in message) return severalAnswers(await receiveAll(message.entries, client, receivedAt))
    const ready = await prepare(message.json, receivedAt)
    if (!('record' in ready)) return answerOf(ready)
    const outcome = outcomeOf(await ingest.accept(ready.response))
    const cookie =
      outcome.status === 204 && outcomeCookie(request, ready.record, { domain: cookieDomain, receivedAt })
    return answerOf(outcome, cookie ? { 'set-cookie': cookie } : {})
  }

  /** Each is limited, read and stored as if it had come alone; their order is kept. */
  const receiveAll = async (entries: readonly Entry[], client: string | null, receivedAt: number) => {
    const all = await Promise.all(
      entries.map(async (entry, place): Promise<Ready> => {
        // The first was counted with the request.
        const seconds = place === 0 ? 0 : limit(client)
        if (seconds > 0) return later(429, null, tooMany(seconds), seconds)
        return entry.ok ? prepare(entry.json, receivedAt) : entry
      }),
    )
    return Promise.all(
      all.map(async ready => {
        if (!('record' in ready)) return { id: null, ...ready }
        return { id: ready.record.id, ...outcomeOf(await ingest.accept(ready.response)) }
      }),
    )
  }

  return new Hono<Visit>().all('/responses', ({ req, env }) =>
    fromPages(req.raw, allowedOrigins, request => receive(request, env.client)),
  )
}

/** The message to a client that has sent too many. */
export const tooMany = (seconds: number): string =>
  `Too many messages from this address; try again in ${seconds} s.`

function outcomeOf(accepted: Accepted): Outcome {
  if (accepted === 'durable') return { status: 204 }
  if (typeof accepted === 'object') return { status: 422, complaint: accepted }
  if (accepted === 'refused')
    return { status: 422, complaint: complain(null, null, 'a response that the store can hold') }
  const isUndeclared = accepted === 'undeclared'
  return later(
    isUndeclared ? 429 : 503,
    isUndeclared ? 'survey' : null,
    laterTexts[accepted],
    retryAfter[accepted],
  )
}

function later(status: number, field: string | null, error: string, seconds: number): Outcome {
  return { status, complaint: { error, field, found: null, allowed: null }, retryAfter: seconds }
}

function answerOf(
  { status, complaint, retryAfter }: Outcome,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (!complaint) return new Response(null, { status, headers: { ...headers } })
  return jsonResponse(complaint, status, retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` })
}

/** 207: each has its own status, in order. */
function severalAnswers(outcomes: readonly (Outcome & { id: string | null })[]): Response {
  const results = outcomes.map(({ id, status, complaint, retryAfter }) => ({
    id,
    status,
    ...complaint,
    ...(retryAfter !== undefined && { retryAfter }),
  }))
  return jsonResponse({ results }, 207)
}
