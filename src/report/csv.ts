/**
 * The contents of a cell. `id` is the number of an order or an account, as text: it is written behind a tab, so that no
 * spreadsheet reads it as a date, or as a number whose leading zeros and last digits it would drop. Most input fields drop
 * the tab when it is pasted.
 */
export type Cell = string | number | boolean | null | { id: string }

/** The character between two cells, by name. */
export const separators = { comma: ',', semicolon: ';', tab: '\t' } as const

export type Separator = keyof typeof separators

/** The first characters of a formula, including wide variants, which some spreadsheets read like the narrow ones. */
const sign = '[=+\\-@＝＋－＠﹦﹢﹣﹫−]'

/** Characters that a spreadsheet skips or removes. */
const skipped = `[\\s'\\p{Cc}\\p{Cf}]`

/** Characters that end a cell for somebody who reads the file with another separator, followed by a formula. */
const breaks = new RegExp(`[,;\\t\\r\\n](?=(?:${skipped}|")*${sign})`, 'gu')
const begins = new RegExp(`^(?=(?:${skipped}|")*${sign}|[\\t\\r\\n])`, 'u')

/**
 * One line as in RFC 4180, with another separator if one is given. Text is quoted, and anything that a spreadsheet would
 * compute, with whatever separator it reads the file, is preceded by `'`, as OWASP advises, so that nothing visitors write
 * is ever run. Numbers are numbers; with semicolons they have a decimal comma, as in the countries whose spreadsheets write
 * these.
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

/** A spreadsheet stops reading the file at NUL. */
const guarded = (text: string): string =>
  text.replaceAll('\0', '').replace(breaks, "$&'").replace(begins, "'")

/** The same for a JSON text, where a backslash begins no formula. */
const inJson = new RegExp(`(?<=(?:^"|[,;])${skipped}*)${sign}`, 'gu')

/** The same JSON, escaped so that no text in it begins like a formula, and nothing has to be inserted. */
export const csvJson = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"/g, text =>
    text.replace(inJson, found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )

const guardedBegin = new RegExp(`^'(?=(?:${skipped}|")*${sign}|[\\t\\r\\n])`, 'u')
const guardedBreaks = new RegExp(`(?<=[,;\\t\\r\\n])'(?=(?:${skipped}|")*${sign})`, 'gu')

/** The text of a cell before {@link csvLine} guarded it from spreadsheets. */
export const unguarded = (cell: string): string =>
  cell.replace(/^\t/, '').replace(guardedBegin, '').replace(guardedBreaks, '')
