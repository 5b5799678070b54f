/** A row of a table, by the names in its header. */
export interface TableRow {
  /** The line on which it begins, counted from 1. */
  line: number
  cells: Readonly<Record<string, string>>
}

/** What is wrong with a table, and on which line. */
export interface TableFault {
  line: number
  problem: string
  /** The cells of its row, if it has any. */
  raw?: readonly string[]
}

/** The first rows of a table as they are, up to any quote that is never closed. */
export function firstRows(text: string, separator: string, most: number): string[][] {
  const rows: string[][] = []
  for (const { cells, isOpen } of rowsOf(text.replace(/^\uFEFF/, ''), separator)) {
    if (isOpen || rows.length === most) break
    if (!isEmpty(cells)) rows.push(cells)
  }
  return rows
}

const isEmpty = (cells: readonly string[]) => cells.length === 1 && cells[0] === ''

/** Names for the columns of a header: those without one are named by position. */
export const namesIn = (cells: readonly string[]): string[] =>
  cells.map((cell, place) => cell.trim() || `column ${place + 1}`)

/**
 * Reads CSV with a header. Cells may be in quotes, and may then contain separators, line breaks and doubled quotes. Empty
 * lines are skipped.
 * @param given names to use in place of those in the header, and the number of header rows
 */
export function* readTable(
  text: string,
  separator: string,
  given: { names: readonly string[]; rows: number } | null = null,
): Generator<TableRow | TableFault> {
  let names = given?.names ?? null
  let heads = given?.rows ?? 0
  for (const { line, cells, isOpen } of rowsOf(text.replace(/^\uFEFF/, ''), separator)) {
    if (isOpen) {
      yield { line, problem: 'a quote is opened and never closed' }
      return
    }
    if (isEmpty(cells)) continue
    if (heads > 0) {
      heads -= 1
      continue
    }
    if (names === null) {
      names = namesIn(cells)
      const double = names.find((name, place) => names?.indexOf(name) !== place)
      if (double !== undefined) {
        yield { line, problem: `the head names "${double}" twice` }
        return
      }
    } else if (cells.length !== names.length) {
      yield { line, problem: `there are ${cells.length} cells, and the head has ${names.length}`, raw: cells }
    } else {
      yield { line, cells: Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ''])) }
    }
  }
}

interface Row {
  line: number
  cells: string[]
  /** The text ended within quotes. */
  isOpen: boolean
}

function* rowsOf(text: string, separator: string): Generator<Row> {
  let at = 0
  let line = 1
  while (at < text.length) {
    const row: Row = { line, cells: [], isOpen: false }
    for (;;) {
      let cell = ''
      if (text[at] === '"') {
        at += 1
        for (;;) {
          const end = text.indexOf('"', at)
          if (end < 0) {
            yield { ...row, isOpen: true }
            return
          }
          cell += text.slice(at, end)
          at = end + 1
          if (text[at] !== '"') break
          cell += '"'
          at += 1
        }
        line += cell.split('\n').length - 1
      }
      // Text after a closing quote belongs to the cell, as in spreadsheets.
      const from = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1
      const rest = text.slice(from, at)
      row.cells.push(cell + (text[at] === separator ? rest : rest.replace(/\r$/, '')))
      if (text[at] !== separator) break
      at += 1
    }
    at += 1
    line += 1
    yield row
  }
}
