import type { Context } from 'hono'
import * as z from 'zod/mini'
import { type Complaint, complain, complaintOf } from '../protocol/complaint.ts'
import { plainPage } from '../report/plain-page.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'

export type QuerySchema<Value> = z.ZodMiniType<Value> & { readonly shape: object }

export type ReadQuery<Value> = { ok: true; value: Value } | { ok: false; response: Response }

/** Site and survey, as in responses. */
export const siteName = z.string().check(z.regex(/^[\w-]{1,32}$/, '1 to 32 letters, digits, "_" or "-"'))
export const surveyName = z.string().check(z.regex(/^[\w-]{1,64}$/, '1 to 64 letters, digits, "_" or "-"'))

/** A URL that takes no parameters. */
export const noQuery = z.strictObject({})

/**
 * The parameters of a URL. One that is unknown, wrong, or repeated is refused with 400: somebody asking for certain answers
 * must not be given others.
 *
 * @param form 'page' for people, 'json' for programs
 */
export function readQuery<Value>(
  { req }: Context,
  schema: QuerySchema<Value>,
  form: 'page' | 'json',
): ReadQuery<Value> {
  const read = parseQuery(new URL(req.url).searchParams, schema)
  return read.ok ? read : { ok: false, response: refused(read.complaint, form) }
}

/** The same for parameters from anywhere. */
export function parseQuery<Value>(
  parameters: URLSearchParams,
  schema: QuerySchema<Value>,
): { ok: true; value: Value } | { ok: false; complaint: Complaint } {
  const names = [...new Set(parameters.keys())]
  const input: Record<string, unknown> = Object.fromEntries(
    names.map(name => {
      const values = parameters.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
  const parsed = z.safeParse(schema, input)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  const complaint = issue
    ? complaintAbout(issue, input, Object.keys(schema.shape))
    : complain(null, null, 'an address of the report')
  return { ok: false, complaint }
}

function complaintAbout(
  issue: z.core.$ZodIssue,
  input: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Complaint {
  const [stranger] = issue.code === 'unrecognized_keys' ? issue.keys : []
  if (stranger === undefined) return complaintOf(issue, input)
  const allowed = known.length
    ? `left out, as this address takes ${known.join(', ')} and nothing else`
    : 'left out, as this address takes no parameters'
  return complain(stranger, complaintOf(issue, input).found, allowed)
}

function refused(complaint: Complaint, form: 'page' | 'json'): Response {
  return form === 'json'
    ? jsonResponse(complaint, 400, privateHeaders)
    : pageResponse(plainPage({ title: 'This address is wrong', text: sentenceOf(complaint) }), 400)
}

/** A crafted link must not be able to write on the page it leads to, so nothing longer than a word is repeated. */
function sentenceOf({ field, found, allowed }: Complaint): string {
  const subject = isWord(field) ? field : 'A part of it'
  return complain(subject, isWord(found) ? found : null, `${allowed}`).error
}

const isWord = (text: string | null): text is string => /^"?[\w.-]{1,24}"?$/.test(`${text}`)
