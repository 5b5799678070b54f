import type { core } from 'zod/mini'

/** What is wrong with a request, for the person who built it. */
export interface Complaint {
  /** One sentence that says everything. */
  error: string
  /** The path in the record, such as `trigger.source`, or null if no field is to blame. */
  field: string | null
  /** The value found there, truncated. */
  found: string | null
  allowed: string | null
}

/** Characters shown of a value found. */
const clip = 60
/** zod/mini's message if the schema has none of its own. */
const wordless = 'Invalid input'

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

export function complain(field: string | null, found: string | null, allowed: string): Complaint {
  const subject = field ?? 'The request'
  const ending = found === null ? '' : `, found ${found}`
  return { error: `${subject} must be ${allowed}${ending}.`, field, found, allowed }
}

/** What zod found wrong with `input`, in words. */
export function complaintOf(issue: core.$ZodIssue, input: unknown): Complaint {
  const path = issue.path.map(String)
  if (issue.code === 'invalid_key') {
    const [inner] = issue.issues
    return complain(
      path.slice(0, -1).join('.'),
      `the name ${shown(path.at(-1))}`,
      inner ? allowedBy(inner) : 'a shorter name',
    )
  }
  if (issue.code === 'unrecognized_keys') {
    const stranger = [...path, ...issue.keys.slice(0, 1)]
    return complain(
      stranger.join('.'),
      shown(valueAt(stranger, input)),
      'left out: nothing of that name is read',
    )
  }
  return complain(path.join('.') || null, shown(valueAt(path, input)), allowedBy(issue))
}

function allowedBy(issue: core.$ZodIssue): string {
  if (issue.message !== wordless) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values.map(value => JSON.stringify(value)))
    case 'too_big':
      return limited(issue.origin, 'at most', Number(issue.maximum))
    case 'too_small':
      return limited(issue.origin, 'at least', Number(issue.minimum))
    case 'invalid_union':
      return oneOf(issue.errors.flatMap(([first]) => (first ? [allowedBy(first)] : [])))
    case 'invalid_format':
      return `text in the form of ${issue.format}`
    default:
      return 'something else'
  }
}

function limited(origin: string, bound: string, limit: number): string {
  if (origin === 'string') return `text of ${bound} ${limit} characters`
  if (origin === 'array') return `a list of ${bound} ${limit}`
  return `${bound} ${limit}`
}

function oneOf(choices: readonly string[]): string {
  const last = choices.at(-1) ?? ''
  return choices.length > 1 ? `${choices.slice(0, -1).join(', ')} or ${last}` : last
}

/** The value at a path, by own properties; undefined if there is none. */
export function valueAt(path: readonly string[], input: unknown): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

/** A value in a few words, truncated. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return `an object with ${Object.keys(value).length} fields`
  if (typeof value !== 'string') return String(value)
  if (value.length <= clip) return JSON.stringify(value)
  return `${JSON.stringify(`${value.slice(0, clip)}…`)} (${value.length} characters)`
}
