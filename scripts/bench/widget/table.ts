import type { Summary } from './figures.ts'
import type { Goal, Verdict } from './goal.ts'
import type { Figure } from './measure.ts'
import type { Result } from './measure-all.ts'
import { pageNames } from './pages.ts'

/** A figure's median, followed in brackets by the range of the middle half of its rounds. */
export function spread({ median, low, high }: Summary, digits: number): string {
  return `${median.toFixed(digits)} [${low.toFixed(digits)}–${high.toFixed(digits)}]`
}

/** How howlikely's figure compares with its goal, such as "1.8 × bare; goal: at most 2". */
export function verdictInWords({ goal, unit, digits }: Figure, { value, isMet }: Verdict): string {
  const words = `${amount(goal, value, unit, digits)}; goal: at most ${goal.most}`
  return isMet ? words : `${words} – missed`
}

function amount(goal: Goal, value: number, unit: string, digits: number): string {
  if (goal.kind === 'times') return `${value.toFixed(1)} × ${goal.of}`
  const figure = `${value.toFixed(digits)} ${unit}`.trim()
  return goal.kind === 'over' ? `${value < 0 ? '' : '+'}${figure} over ${goal.of}` : figure
}

const nameOf = ({ words, unit }: Figure) => (unit ? `${words}, ${unit}` : words)

/** The table in Markdown, with aligned columns, so that it can be pasted into a page. */
export function table(results: readonly Result[]): string {
  const head = ['median [middle half of the rounds]', ...pageNames, 'howlikely against its goal']
  const rows = results.map(({ figure, summaries, verdict }) => [
    nameOf(figure),
    ...pageNames.map(name => spread(summaries[name], figure.digits)),
    verdictInWords(figure, verdict),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
