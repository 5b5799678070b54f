import { complain, shown } from '../../protocol/complaint.ts'
import { unguarded } from '../../report/csv.ts'
import { Failure, WrongUse } from '../command.ts'
import { firstRows, namesIn, readTable, type TableFault } from '../read-table.ts'
import { type Columns, columnsOf } from './columns.ts'
import { bare, type Shape, type ShapeName, shapes, shapesOf } from './shapes.ts'

export const separators = { comma: ',', semicolon: ';', tab: '\t' } as const

export type SeparatorName = keyof typeof separators

/** A table whose columns are known. */
export interface Table {
  names: readonly string[]
  separator: SeparatorName
  shape: Shape | null
  /** The tool that assigned its ids; null for our own exports and for files of no known tool. */
  from: ShapeName | null
  columns: Columns
  /** Columns used for no field. */
  left: readonly string[]
  rows(): Generator<Row>
}

/** A line's values by field name; or what is wrong with the line. */
export type Row =
  | { line: number; fields: Readonly<Record<string, unknown>>; raw: readonly string[] }
  | TableFault

/**
 * The separator that occurs most often in a header, outside quotes; a comma if there is none.
 * @throws {@link WrongUse} if two occur equally often
 */
export function separatorOf(text: string): SeparatorName {
  const names = ['comma', 'semicolon', 'tab'] as const
  const counted = names
    .map(name => ({ name, count: (firstRows(text, separators[name], 1)[0]?.length ?? 1) - 1 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
  const [most, next] = counted
  if (most && next && most.count === next.count) {
    throw new WrongUse(
      `The head may have ${most.name}s or ${next.name}s between its cells: say --separator ${most.name}, or ${next.name}. Nothing was done.`,
    )
  }
  return most?.name ?? 'comma'
}

/** @throws {@link Failure} or {@link WrongUse} if the meaning of its columns is not clear */
export function openTable(
  text: string,
  given: { file: string; separator: SeparatorName; from: ShapeName | null; mapped: Columns },
): Table {
  const separator = separators[given.separator]
  const [head = [], second = []] = firstRows(text, separator, 2)
  const name = given.from ?? recognised(head)
  const shape: Shape | null = name === null ? null : shapes[name]
  const wide = shape?.isWide ? wideHead(head, second) : null
  const names = wide?.names ?? namesIn(head)
  const columns = columnsOf(names, { mapped: given.mapped, shape, file: given.file })
  const double = [...columns.values()].find(column => names.filter(name => name === column).length > 1)
  if (double !== undefined) {
    throw new Failure(`${given.file} names "${double}" twice in its head. Nothing was imported.`)
  }
  const isTaken = new Set(columns.values())
  if (shape?.isOurs) for (const { column } of ourObjects) isTaken.add(column)
  const only = (shape?.only ?? []).flatMap(rule => {
    const column = names.find(name => bare(name) === rule.column)
    return column === undefined ? [] : [{ ...rule, column }]
  })
  for (const { column } of only) isTaken.add(column)
  return {
    names,
    separator: given.separator,
    shape,
    from: shape?.isOurs ? null : name,
    columns,
    left: names.filter(name => !isTaken.has(name)),
    *rows() {
      for (const row of readTable(text, separator, wide)) {
        if ('problem' in row) {
          yield row
          continue
        }
        const { line, cells } = row
        const raw = names.map(name => cells[name] ?? '')
        const broken = only.find(({ column, values }) => {
          const said = cells[column]?.trim().toLowerCase() ?? ''
          return said !== '' && !values.includes(said)
        })
        if (broken) {
          yield { line, raw, problem: problemWith(broken.column, cells[broken.column], broken.allowed) }
          continue
        }
        const fields = fieldsOf(cells, columns, { shape, separator: given.separator })
        yield 'problem' in fields ? { line, raw, ...fields } : { line, raw, fields: fields.said }
      }
    },
  }
}

function recognised(head: readonly string[]): ShapeName | null {
  const found = shapesOf(head)
  const [first] = found
  if (first === undefined || found.length === 1) return first ?? null
  throw new WrongUse(
    `The head may be of ${found.map(name => shapes[name].title).join(' or ')}: say --from ${found.join(', or --from ')}. Nothing was done.`,
  )
}

/** The header has a question's name above the first of its columns; the second row says what each column holds. */
function wideHead(head: readonly string[], second: readonly string[]) {
  const of = head.findIndex(name => bare(name) === 'respondentid')
  const hasSecond = second.length > 0 && !/\d/.test(second[of] ?? '')
  let question = ''
  const seen = new Map<string, number>()
  const names = head.map((cell, place) => {
    question = cell.trim() || question
    const part = hasSecond ? (second[place]?.trim() ?? '') : ''
    const name =
      part === '' || part === 'Response' ? question || `column ${place + 1}` : `${question} (${part})`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} #${times}`
  })
  return { names, rows: hasSecond ? 2 : 1 }
}

function fieldsOf(
  cells: Readonly<Record<string, string>>,
  columns: Columns,
  { shape, separator }: { shape: Shape | null; separator: SeparatorName },
): { said: Record<string, unknown> } | { problem: string } {
  const fields: Record<string, unknown> = {}
  for (const [field, column] of columns) {
    const cell = cells[column] ?? ''
    const text = shape?.isOurs ? unguarded(cell) : cell.trim()
    if (field === 'score' && shape?.isWide) fields[field] = numberOf(text)
    // Files separated by semicolons have decimal commas.
    else if (field === 'value' && separator === 'semicolon') fields[field] = text.replace(',', '.')
    else fields[field] = text
  }
  if (!shape?.isOurs) return { said: fields }
  if (cells.state === 'scored') fields.confirmed = 'false'
  for (const { column, section } of ourObjects) {
    const cell = cells[column] ?? ''
    if (cell === '') continue
    const object = objectIn(cell)
    if (object === null) return { problem: problemWith(column, cell, 'an object in JSON') }
    for (const [name, value] of Object.entries(object)) fields[`${section}.${name}`] = value
  }
  return { said: fields }
}

/** Columns of our own exports that hold several values. */
const ourObjects = [
  { column: 'properties', section: 'property' },
  { column: 'traits', section: 'trait' },
] as const

function objectIn(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

const problemWith = (column: string, found: unknown, allowed: string) =>
  complain(column, shown(found), allowed).error.replace(/\.$/, '')

/** "10 - Extremely likely" and "Extremely likely - 10" are 10. */
function numberOf(text: string): string {
  const [, before, after] = /^\s*(?:(\d{1,2})\s*[-–—:]\s*\D+|\D+[-–—:]\s*(\d{1,2}))\s*$/.exec(text) ?? []
  return before ?? after ?? text
}
