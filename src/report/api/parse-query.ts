import type * as z from 'zod/mini'
import { type Complaint, complain, complaintOf } from '../../protocol/complaint.ts'

export type ParsedQuery<Query> = { ok: true; query: Query } | { ok: false; complaint: Complaint }

/**
 * Reads the parameters of an address by a schema. What the schema doesn't know is refused, since it would be taken for a
 * filter that holds; so is a parameter that comes twice, of which one would be.
 */
export function parseQuery<Query>(
  parameters: URLSearchParams,
  schema: z.ZodMiniType<Query>,
  names: readonly string[],
): ParsedQuery<Query> {
  const input: Record<string, string> = {}
  for (const [name, value] of parameters) {
    if (Object.hasOwn(input, name)) {
      return refuse(complain(name, 'it twice', 'given once'))
    }
    // Object.prototype has no say in what a name means.
    Object.defineProperty(input, name, { value, enumerable: true })
  }
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, query: parsed.data }
  const [issue] = parsed.error.issues
  if (issue?.code === 'unrecognized_keys') {
    const name = (issue.keys[0] ?? '').slice(0, 60)
    const found = (input[issue.keys[0] ?? ''] ?? '').slice(0, 60)
    const allowed = names.join(', ')
    return refuse({
      error: `There is no parameter ${JSON.stringify(name)}. There are: ${allowed}.`,
      field: name,
      found,
      allowed,
    })
  }
  return refuse(issue ? complaintOf(issue, input) : complain(null, null, 'a query'))
}

const refuse = (complaint: Complaint) => ({ ok: false as const, complaint })
