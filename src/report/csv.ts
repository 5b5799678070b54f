/** What a cell may hold. */
export type Cell = string | number | boolean | null

/**
 * What a spreadsheet takes for a formula, also behind what it skips or takes off, and as wide characters, which some
 * read like narrow ones.
 */
const formula = /^[\s'"]*[=+\-@＝＋－＠]|^[\t\r\n]/

/**
 * One line, as RFC 4180 has it. Text is in quotes, and text that a spreadsheet would compute begins with `'`, as
 * OWASP advises: what visitors write is never run. Numbers are numbers.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  // A spreadsheet ends the file at NUL.
  const text = cell.replaceAll('\0', '')
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
