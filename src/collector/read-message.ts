import { type Complaint, complain } from '../protocol/complaint.ts'
import { limits } from '../protocol/limits.ts'
import { readAtMost } from './read-at-most.ts'
import { type Batch, linesOf, listOf, longestBatch } from './read-batch.ts'

/**
 * The longest record, in bytes of JSON. A reason of 5000 characters is 15 kB in Chinese or Japanese, 20 kB if it is quotes
 * and line breaks; the other fields take one or two.
 */
export const longestRecord = limits.record

interface Wrong {
  ok: false
  status: 400 | 413 | 415 | 422
  complaint: Complaint
}

export type Message = { ok: true; json: string } | Wrong

const linesType = 'application/x-ndjson'
const formType = 'application/x-www-form-urlencoded'
const typesOfOne: readonly string[] = ['application/json', 'text/plain', formType]

/**
 * The JSON text in a request: the body itself, as `application/json` or `text/plain`, or the form field `response`. Reads
 * no more than may be stored.
 */
export async function readMessage(request: Request): Promise<Message> {
  const body = await readText(request, typesOfOne)
  return body.ok ? messageIn(body) : body
}

/** The same, or several: a list in `application/json`, or one per line in `application/x-ndjson`. */
export async function readMessages(request: Request): Promise<Message | Batch> {
  const body = await readText(request, [...typesOfOne, linesType])
  if (!body.ok) return body
  if (body.type === linesType) return linesOf(body.text)
  return body.type === 'application/json' && isList(body.text) ? listOf(body.text) : messageIn(body)
}

const isList = (text: string) => text.trimStart().startsWith('[')

interface Body {
  ok: true
  type: string
  text: string
}

/** @param types the types allowed */
async function readText(request: Request, types: readonly string[]): Promise<Body | Wrong> {
  const contentType = request.headers.get('content-type')
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!types.includes(type)) {
    const allowed = `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`
    return wrong(415, complain('content-type', contentType?.slice(0, 60) || 'nothing', allowed))
  }
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding !== 'identity') {
    return wrong(
      415,
      complain('content-encoding', encoding.slice(0, 60), 'left out: send the body uncompressed'),
    )
  }

  const takesSeveral = types.includes(linesType)
  // In a form one byte may take three: %C3.
  const limit = type === formType ? 3 * longestRecord : type === linesType ? longestBatch : longestRecord
  const listLimit = takesSeveral && type === 'application/json' ? longestBatch : limit
  const bytes = await readAtMost(request, limit, listLimit)
  if (bytes === 'too long') {
    const complaint = complain(
      null,
      `more than ${limit} bytes`,
      type === linesType
        ? `at most ${longestBatch} bytes`
        : `at most ${longestRecord} bytes of JSON${takesSeveral ? `, or ${longestBatch} in a list` : ''}`,
    )
    return wrong(413, complaint)
  }
  if (bytes === 'broken') return wrong(400, complain(null, 'a body that ended early', 'a complete body'))
  const text = decode(bytes)
  if (text === null) return wrong(400, complain(null, 'bytes that are not UTF-8', 'text in UTF-8'))
  return { ok: true, type, text }
}

function messageIn({ type, text }: Body): Message {
  if (type !== formType) return { ok: true, json: text }
  const field = new URLSearchParams(text).get('response')
  if (field === null)
    return wrong(400, complain('response', 'nothing', 'the JSON text of a response, in a form field'))
  const length = Buffer.byteLength(field)
  if (length <= longestRecord) return { ok: true, json: field }
  return wrong(413, complain(null, `${length} bytes`, `at most ${longestRecord} bytes of JSON`))
}

function wrong(status: Wrong['status'], complaint: Complaint): Wrong {
  return { ok: false, status, complaint }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
