import { rmSync, writeFileSync } from 'node:fs'
import { type Cell, csvLine, type Separator } from '../../report/csv.ts'
import { Failure, messageOf } from '../command.ts'

/** A row that is not imported. */
export interface Refused {
  line: number
  reason: string
  /** Its cells as they are in the file. */
  raw: readonly string[]
}

/**
 * Writes refused rows to a file next to theirs, each with its line and the reason, readable by the owner only.
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
