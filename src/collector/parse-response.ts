import { type Complaint, complain, complaintOf } from '../protocol/complaint.ts'
import { type ResponseRecord, ResponseSchema } from '../protocol/response.ts'
import { isDeeperThan } from './is-deeper-than.ts'

export type ParsedResponse =
  | { ok: true; record: ResponseRecord }
  | { ok: false; status: 400 | 422; complaint: Complaint }

/** Levels of objects and lists. A response has four; a program that reads it later may fail on a thousand. */
export const deepest = 32

/** Reads the JSON text of one record. 400: not JSON; 422: JSON that is not a response. */
export function parseResponse(json: string): ParsedResponse {
  const input = parseJson(json)
  if (input === undefined) {
    return { ok: false, status: 400, complaint: complain(null, null, 'one response as JSON') }
  }
  if (isDeeperThan(deepest, input)) {
    const complaint = complain(null, 'more', `an object nested at most ${deepest} levels deep`)
    return { ok: false, status: 422, complaint }
  }
  const parsed = ResponseSchema.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const complaint = issue ? complaintOf(issue, input) : complain(null, null, 'a response')
    return { ok: false, status: 422, complaint }
  }
  const { state, score } = parsed.data
  if (score === null && (state === 'scored' || state === 'answered')) {
    const complaint = complain('score', 'null', `a whole number from 0 to 10 where state is "${state}"`)
    return { ok: false, status: 422, complaint }
  }
  return { ok: true, record: parsed.data }
}

/** Undefined if it is not JSON: no JSON text means undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
