import { Hono } from 'hono'
import type { Complaint } from '../protocol/complaint.ts'
import { complain } from '../protocol/complaint.ts'
import type { AllowedOrigins } from './cross-origin.ts'
import type { Ingest } from './ingest.ts'
import { outcomeCookie } from './outcome-cookie.ts'
import { jsonResponse } from './page-response.ts'
import { fromPages } from './page-route.ts'
import { parseResponse } from './parse-response.ts'
import { readMessage } from './read-message.ts'
import type { SignatureCheck } from './signature-check.ts'

interface Setting {
  ingest: Ingest
  signatureCheck: SignatureCheck
  allowedOrigins: AllowedOrigins
  /** The domain that the cookie of outcomes is shared with, or null. */
  cookieDomain: string | null
  /** Milliseconds since 1970. */
  now: () => number
}

/** Seconds until the widget may try again. */
const retryAfter = { full: 5, undeclared: 3600, unavailable: 30 } as const

/** Why. */
const laterTexts = {
  full: 'Too many messages at once; try again soon.',
  undeclared: 'The operator has not declared this survey, and there are too many responses of such already.',
  unavailable: 'Nothing can be stored now; try again later.',
} as const

/** `POST /responses`, from any page that may. */
export function responseRoutes({ ingest, signatureCheck, allowedOrigins, cookieDomain, now }: Setting): Hono {
  const receive = async (request: Request): Promise<Response> => {
    const message = await readMessage(request)
    if (!message.ok) return refusal(message.status, message.complaint)
    const parsed = parseResponse(message.json)
    if (!parsed.ok) return refusal(parsed.status, parsed.complaint)

    const { record } = parsed
    const receivedAt = now()
    // Whether a signature held is never told: the answer is the same.
    const vouched = await signatureCheck.vouch(record, receivedAt)
    const accepted = await ingest.accept({ record, json: message.json, receivedAt, vouched })
    if (accepted === 'durable') {
      const cookie = outcomeCookie(request, record, { domain: cookieDomain, receivedAt })
      return new Response(null, { status: 204, ...(cookie && { headers: { 'set-cookie': cookie } }) })
    }
    if (typeof accepted === 'object') return refusal(422, accepted)
    if (accepted === 'refused')
      return refusal(422, complain(null, null, 'a response that the store can hold'))
    const field = accepted === 'undeclared' ? 'survey' : null
    const status = accepted === 'undeclared' ? 429 : 503
    return jsonResponse({ error: laterTexts[accepted], field, found: null, allowed: null }, status, {
      'retry-after': String(retryAfter[accepted]),
    })
  }

  return new Hono().all('/responses', ({ req }) => fromPages(req.raw, allowedOrigins, receive))
}

function refusal(status: number, complaint: Complaint): Response {
  return jsonResponse(complaint, status)
}
