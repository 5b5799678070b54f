import { writeFileSync } from 'node:fs'
import { type Cell, csvLine } from '../../report/csv.ts'
import { Failure, messageOf } from '../command.ts'

/** A row that is not imported. */
export interface Refused {
  line: number
  reason: string
  cells: Readonly<Record<string, string>> | null
}

/**
 * Writes rows that were refused beside their file, each with its line and the reason, for its owner's eyes only.
 * @returns the name of the new file, which replaces that of an earlier run
 * @throws {@link Failure}
 */
export function writeRefused(file: string, names: readonly string[], refused: readonly Refused[]): string {
  const place = `${file}.refused.csv`
  const line = ({ line, reason, cells }: Refused): Cell[] => [
    line,
    reason,
    ...names.map(name => cells?.[name] ?? null),
  ]
  try {
    writeFileSync(
      place,
      [['line', 'refused because', ...names], ...refused.map(line)].map(cells => csvLine(cells)).join(''),
      { mode: 0o600 },
    )
    return place
  } catch (error) {
    throw new Failure(`${place} cannot be written: ${messageOf(error)}. Nothing was imported.`)
  }
}
