import * as z from 'zod/mini'
import { type Complaint, complain, complaintOf } from '../protocol/complaint.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'

/** The value in a JSON text, or what is wrong with it. */
export type ParsedJson<Value> = { ok: true; value: Value } | { ok: false; complaint: Complaint }

export type ReadJson<Value> = { ok: true; value: Value } | { ok: false; response: Response }

/**
 * The value of a request's JSON body. Anything else is refused with 400, and nothing is done.
 * @param most bytes
 */
export async function readJson<Value>(
  request: Request,
  schema: z.ZodMiniType<Value>,
  most: number,
): Promise<ReadJson<Value>> {
  const parsed = await parseJson(request, schema, most)
  if (parsed.ok) return parsed
  return { ok: false, response: jsonResponse(parsed.complaint, 400, privateHeaders) }
}

/** The same, for callers that write the response themselves. */
export async function parseJson<Value>(
  request: Request,
  schema: z.ZodMiniType<Value>,
  most: number,
): Promise<ParsedJson<Value>> {
  const bytes = await readAtMost(request, most)
  const input = typeof bytes === 'string' ? undefined : parsedJson(bytes)
  if (input === undefined) return refused(complain(null, null, `JSON of at most ${most} bytes`))
  const parsed = z.safeParse(schema, input)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys') {
    return refused(complain(issue.keys[0] ?? null, null, 'left out, as it is not known here'))
  }
  return refused(issue ? complaintOf(issue, input) : complain(null, null, 'as documented'))
}

const refused = (complaint: Complaint) => ({ ok: false, complaint }) as const

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // The caller says what is wanted.
    return undefined
  }
}
