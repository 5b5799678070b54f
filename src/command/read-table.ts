/** A row of a table, by the names in its head. */
export interface TableRow {
  /** The line on which it begins, counted from 1. */
  line: number
  cells: Readonly<Record<string, string>>
}

/** What is wrong with a table, and on which line. */
export interface TableFault {
  line: number
  problem: string
}

/** Reads CSV with a head: cells may be in quotes, and then hold separators, line breaks and doubled quotes. Empty lines are none. */
export function* readTable(text: string, separator: string): Generator<TableRow | TableFault> {
  let names: readonly string[] | null = null
  for (const { line, cells, isOpen } of rowsOf(text.replace(/^\uFEFF/, ''), separator)) {
    if (isOpen) {
      yield { line, problem: 'a quote is opened and never closed' }
      return
    }
    if (cells.length === 1 && cells[0] === '') continue
    if (names === null) {
      names = cells.map(cell => cell.trim())
      const double = names.find((name, place) => names?.indexOf(name) !== place)
      if (double !== undefined) {
        yield { line, problem: `the head names "${double}" twice` }
        return
      }
    } else if (cells.length !== names.length) {
      yield { line, problem: `there are ${cells.length} cells, and the head has ${names.length}` }
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
      // What follows a closed quote belongs to the cell, as spreadsheets read it.
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
