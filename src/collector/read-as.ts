import type { ZodMiniType } from 'zod/mini'
import { type Complaint, complain, complaintOf } from '../protocol/complaint.ts'
import { readMessage } from './read-message.ts'

export type Read<Value> = { ok: true; value: Value } | { ok: false; status: number; complaint: Complaint }

/** A request's JSON, if it has that shape; else what is wrong with it. */
export async function readAs<Value>(schema: ZodMiniType<Value>, request: Request): Promise<Read<Value>> {
  const message = await readMessage(request)
  if (!message.ok) return message
  let input: unknown
  try {
    input = JSON.parse(message.json)
  } catch {
    return { ok: false, status: 400, complaint: complain(null, null, 'JSON') }
  }
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  const complaint = issue ? complaintOf(issue, input) : complain(null, null, 'a message')
  return { ok: false, status: 422, complaint }
}
