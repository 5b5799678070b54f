import { type Complaint, complain } from '../protocol/complaint.ts'
import { limits } from '../protocol/limits.ts'
import { readAtMost } from './read-at-most.ts'

/**
 * The longest record, in bytes of JSON. A reason of 5000 characters is 15 kB in Chinese or Japanese, 20 kB in
 * quotes and line breaks; the other fields take one or two.
 */
export const longestRecord = limits.record

export type Message =
  | { ok: true; json: string }
  | { ok: false; status: 400 | 413 | 415; complaint: Complaint }

const jsonTypes = new Set(['application/json', 'text/plain'])
const formType = 'application/x-www-form-urlencoded'

/**
 * The JSON text in a request: the body itself, as `application/json` or `text/plain`, or the form field `response`.
 * Reads no more than it may keep.
 */
export async function readMessage(request: Request): Promise<Message> {
  const contentType = request.headers.get('content-type')
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  const isForm = type === formType
  if (!isForm && !jsonTypes.has(type)) {
    const allowed = 'application/json, text/plain or application/x-www-form-urlencoded'
    return wrong(415, complain('content-type', contentType?.slice(0, 60) || 'nothing', allowed))
  }
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding !== 'identity') {
    return wrong(
      415,
      complain('content-encoding', encoding.slice(0, 60), 'left out: send the body uncompressed'),
    )
  }

  // In a form one byte may take three: %C3.
  const limit = isForm ? 3 * longestRecord : longestRecord
  const bytes = await readAtMost(request, limit)
  if (bytes === 'too long') return tooLong(`more than ${limit} bytes`)
  if (bytes === 'broken') return wrong(400, complain(null, 'a body that ended early', 'a complete body'))
  const text = decode(bytes)
  if (text === null) return wrong(400, complain(null, 'bytes that are not UTF-8', 'text in UTF-8'))
  if (!isForm) return { ok: true, json: text }

  const field = new URLSearchParams(text).get('response')
  if (field === null)
    return wrong(400, complain('response', 'nothing', 'the JSON text of a response, in a form field'))
  if (Buffer.byteLength(field) > longestRecord) return tooLong(`${Buffer.byteLength(field)} bytes`)
  return { ok: true, json: field }
}

function wrong(status: 400 | 413 | 415, complaint: Complaint): Message {
  return { ok: false, status, complaint }
}

function tooLong(found: string): Message {
  return wrong(413, complain(null, found, `at most ${longestRecord} bytes of JSON`))
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
