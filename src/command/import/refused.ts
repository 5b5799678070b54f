import { rmSync, writeFileSync } from 'node:fs'
import { type Cell, csvLine, type Separator } from '../../report/csv.ts'
import { Failure, messageOf } from '../command.ts'

/** A row that is not imported. */
export interface Refused {
  line: number
  reason: string
  /** Its cells as they stand. */
  raw: readonly string[]
}

/**
 * Writes rows that were refused beside their file, each with its line and the reason, for its owner's eyes only.
 * @returns the name of the new file, which replaces that of an earlier run
 * @throws {@link Failure}
 */
export function writeRefused(
  file: string,
  { names, separator }: { names: readonly string[]; separator: Separator },
  refused: readonly Refused[],
): string {
  const place = `${file}.refused.csv`
  const lines = refused.map(({ line, reason, raw }): Cell[] => [line, reason, ...raw])
  try {
    rmSync(place, { force: true })
    writeFileSync(
      place,
      [['line', 'refused because', ...names], ...lines].map(cells => csvLine(cells, separator)).join(''),
      { mode: 0o600, flag: 'wx' },
    )
    return place
  } catch (error) {
    throw new Failure(`${place} cannot be written: ${messageOf(error)}. Nothing was imported.`)
  }
}
