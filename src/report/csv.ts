/**
 * What a cell may hold. `id` is the number of an order or an account as text: behind a tab no spreadsheet takes it for a date, or
 * for a number, whose leading zeros and last digits it would drop. Most fields into which it is pasted drop the tab.
 */
export type Cell = string | number | boolean | null | { id: string }

/** What stands between two cells, by its name. */
export const separators = { comma: ',', semicolon: ';', tab: '\t' } as const

export type Separator = keyof typeof separators

/** What a spreadsheet computes by, wide characters too, which some read like narrow ones. */
const sign = '[=+\\-@＝＋－＠﹦﹢﹣﹫−]'

/** What a spreadsheet skips, or takes off. */
const skipped = `[\\s'\\p{Cc}\\p{Cf}]`

/** What makes a cell of its own for somebody who reads the file by another separator, and before a formula. */
const breaks = new RegExp(`[,;\\t\\r\\n](?=(?:${skipped}|")*${sign})`, 'gu')
const begins = new RegExp(`^(?=(?:${skipped}|")*${sign}|[\\t\\r\\n])`, 'u')

/**
 * One line, as RFC 4180 has it, with another separator where one is asked for. Text is in quotes, and what a spreadsheet would
 * compute begins with `'`, as OWASP advises, by whatever separator it reads the file: what visitors write is never run. Numbers
 * are numbers, with a decimal comma beside semicolons, as in the countries where spreadsheets write these.
 */
export function csvLine(cells: readonly Cell[], separator: Separator = 'comma'): string {
  return `${cells.map(cell => csvCell(cell, separator)).join(separators[separator])}\r\n`
}

function csvCell(cell: Cell, separator: Separator): string {
  if (cell === null) return ''
  if (typeof cell === 'number' && separator === 'semicolon') return String(cell).replace('.', ',')
  if (typeof cell === 'object') return quoted(`\t${guarded(cell.id)}`)
  if (typeof cell !== 'string') return String(cell)
  return quoted(guarded(cell))
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** A spreadsheet ends the file at NUL. */
const guarded = (text: string): string =>
  text.replaceAll('\0', '').replace(breaks, "$&'").replace(begins, "'")

/** The same in a JSON text: a backslash begins no formula. */
const inJson = new RegExp(`(?<=(?:^"|[,;])${skipped}*)${sign}`, 'gu')

/** The same JSON, in which no text begins as a formula does, so that nothing has to be put into it. */
export const csvJson = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, text =>
    text.replace(inJson, found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )

const guardedBegin = new RegExp(`^'(?=(?:${skipped}|")*${sign}|[\\t\\r\\n])`, 'u')
const guardedBreaks = new RegExp(`(?<=[,;\\t\\r\\n])'(?=(?:${skipped}|")*${sign})`, 'gu')

/** The text of a cell as it was before {@link csvLine} guarded it from spreadsheets. */
export const unguarded = (cell: string): string =>
  cell.replace(/^\t/, '').replace(guardedBegin, '').replace(guardedBreaks, '')
