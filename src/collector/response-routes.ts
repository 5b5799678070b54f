import { Hono } from 'hono'
import type { Complaint } from '../schema/complaint.ts'
import { complain } from '../schema/complaint.ts'
import { type AllowedOrigins, crossOriginHeaders, isOriginAllowed, preflightHeaders } from './cross-origin.ts'
import type { Accepted, Ingest } from './ingest.ts'
import { jsonResponse } from './page-response.ts'
import { parseResponse } from './parse-response.ts'
import { readMessage } from './read-message.ts'

interface Setting {
  ingest: Ingest
  allowedOrigins: AllowedOrigins
  /** Milliseconds since 1970. */
  now: () => number
}

/** Seconds until the widget may try again. */
const retryAfter: Partial<Record<Accepted, number>> = { full: 5, unavailable: 30 }

/** `POST /responses`, from any page that may. */
export function responseRoutes({ ingest, allowedOrigins, now }: Setting): Hono {
  const receive = async (request: Request): Promise<Response> => {
    const message = await readMessage(request)
    if (!message.ok) return refusal(message.status, message.complaint)
    const parsed = parseResponse(message.json)
    if (!parsed.ok) return refusal(parsed.status, parsed.complaint)

    const accepted = await ingest.accept({ record: parsed.record, json: message.json, receivedAt: now() })
    if (accepted === 'durable') return new Response(null, { status: 204 })
    const seconds = retryAfter[accepted]
    if (seconds === undefined) return refusal(422, complain(null, null, 'a response that the store can hold'))
    const error =
      accepted === 'full'
        ? 'Too much at once; try again soon.'
        : 'Nothing can be stored now; try again later.'
    return jsonResponse({ error, field: null, found: null, allowed: null }, 503, {
      'retry-after': String(seconds),
    })
  }

  return new Hono().all('/responses', async ({ req: { raw: request } }) => {
    if (!isOriginAllowed(request, allowedOrigins)) {
      const origin = request.headers.get('origin')
      return refusal(
        403,
        complain('origin', origin?.slice(0, 100) ?? null, 'one of the origins that this collector allows'),
      )
    }
    if (request.method === 'OPTIONS')
      return new Response(null, { status: 204, headers: preflightHeaders(request) })
    const response = request.method === 'POST' ? await receive(request) : wrongMethod(request.method)
    for (const [name, value] of Object.entries(crossOriginHeaders(request))) response.headers.set(name, value)
    return response
  })
}

function refusal(status: number, complaint: Complaint): Response {
  return jsonResponse(complaint, status)
}

function wrongMethod(method: string): Response {
  return jsonResponse(complain('method', method, 'POST'), 405, { allow: 'POST, OPTIONS' })
}
