import { parseArgs } from 'node:util'

export interface Arguments {
  /** How often each page is measured. @default 9 */
  rounds: number
  /** The file for the figures as JSON, in addition to the table; null for none. @default null */
  json: string | null
}

/** Reads the arguments of `npm run bench`; if they cannot be read, returns a sentence that says what is allowed. */
export function readArguments(words: readonly string[]): Arguments | { problem: string } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { rounds: { type: 'string', default: '9' }, json: { type: 'string' } },
    })
    const rounds = Number(values.rounds)
    if (!Number.isInteger(rounds) || rounds < 1)
      return { problem: 'How many rounds? A whole number above 0.' }
    return { rounds, json: values.json ?? null }
  } catch {
    return { problem: 'It takes --rounds with a number, and --json with the name of a file to write.' }
  }
}
