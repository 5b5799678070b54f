import {
  importedFieldAt,
  importedFields,
  importedRecord,
  isImportedField,
} from '../../collector/imported-record.ts'
import type { ReceivedResponse } from '../../collector/store/store.ts'
import { complain, shown } from '../../protocol/complaint.ts'
import { messageOf } from '../command.ts'
import type { Columns } from './columns.ts'
import { type Clock, readInstant } from './instant.ts'
import type { Refused } from './refused.ts'
import type { Row } from './table.ts'

/** What applies to every answer in a file. */
export interface Usual {
  file: string
  /** Milliseconds since 1970. */
  now: number
  site: string
  survey: string | null
  from: string | null
  columns: Columns
  clock: Clock
}

export type Answer =
  | { line: number; response: ReceivedResponse; others: readonly string[] }
  | { refused: Refused }

/** Each line containing JSON, with its names replaced by those of fields. */
export function* linesOf(text: string, columns: Columns): Generator<Row> {
  const fields = new Map([...columns].map(([field, column]) => [column, field]))
  for (const [place, json] of text.split('\n').entries()) {
    const line = place + 1
    if (json.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(json)
    } catch (error) {
      yield { line, raw: [json], problem: `it is not JSON: ${messageOf(error)}` }
      continue
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      yield { line, raw: [json], problem: 'it must be an object' }
      continue
    }
    const named = Object.entries(value).map(([name, said]) => [fields.get(name) ?? name, said] as const)
    yield { line, fields: Object.fromEntries(named), raw: [json] }
  }
}

/** The answer in each row, or why it is refused. */
export function* answersIn(rows: Iterable<Row>, usual: Usual): Generator<Answer> {
  /** How often equal answers without an id have come, by the id of the first. */
  const before = new Map<string, number>()
  /** The line on which each id has come. */
  const lines = new Map<string, number>()
  for (const row of rows) {
    const { line, raw = [] } = row
    const refused = (reason: string) => ({ refused: { line, reason, raw } })
    if ('problem' in row) {
      yield refused(row.problem)
      continue
    }
    const fields = inUtc(row.fields, usual.clock)
    if (typeof fields === 'string') {
      yield refused(placed('at', fields, usual.columns))
      continue
    }
    const alone = importedRecord(fields, { ...usual, before: 0 })
    const hasId = 'schema' in fields || Boolean(fields.id)
    const times = hasId || !alone.ok ? 0 : (before.get(alone.record.id) ?? 0)
    if (!hasId && alone.ok) before.set(alone.record.id, times + 1)
    const read = times === 0 ? alone : importedRecord(fields, { ...usual, before: times })
    if (!read.ok) {
      const { field, error } = read.complaint
      yield refused(placed(importedFieldAt(field ?? ''), error.replace(/\.$/, ''), usual.columns))
      continue
    }
    const { ok: _, ...response } = read
    const first = lines.get(read.record.id)
    lines.set(read.record.id, first ?? line)
    if (first !== undefined) yield refused(`it has the id of line ${first}`)
    else {
      const others = 'schema' in fields ? [] : Object.keys(fields).filter(name => !isImportedField(name))
      yield { line, response, others }
    }
  }
}

/** The same with its date in UTC; or what is wrong with the date. */
function inUtc(
  fields: Readonly<Record<string, unknown>>,
  clock: Clock,
): Readonly<Record<string, unknown>> | string {
  const { at } = fields
  if ('schema' in fields || (typeof at !== 'string' && typeof at !== 'number')) return fields
  const text = String(at).trim()
  if (text === '') return fields
  const read = readInstant(text, clock)
  if (read.ok) return { ...fields, at: new Date(read.at).toISOString() }
  return complain('at', shown(at), read.allowed).error.replace(/\.$/, '')
}

/** A complaint, with the field's column if that has another name. */
function placed(field: string, problem: string, columns: Columns): string {
  const column = columns.get(field)
  const isOfField = Object.hasOwn(importedFields, field) || isImportedField(field)
  return isOfField && column !== undefined && column !== field ? `column "${column}": ${problem}` : problem
}
