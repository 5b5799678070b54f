import * as z from 'zod/mini'
import { complain, complaintOf } from '../protocol/complaint.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { readAtMost } from './read-at-most.ts'

export type ReadJson<Value> = { ok: true; value: Value } | { ok: false; response: Response }

/**
 * What a request says in JSON. Anything else is refused with 400, and nothing of it is done.
 * @param most bytes
 */
export async function readJson<Value>(
  request: Request,
  schema: z.ZodMiniType<Value>,
  most: number,
): Promise<ReadJson<Value>> {
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

const refused = (complaint: ReturnType<typeof complain>) =>
  ({ ok: false, response: jsonResponse(complaint, 400, privateHeaders) }) as const

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // Who sent it is told what is wanted.
    return undefined
  }
}
