import type { Progress } from './progress.ts'

/** A command's option, such as `--format csv`. */
export interface Flag {
  /** The placeholder for its value in the help; without one the flag is a switch. */
  value?: string
  help: string
}

/** A positional argument, such as a file name. */
export interface Place {
  name: string
  help: string
  isOptional?: true
}

/** The arguments after a command's name. */
export interface Given {
  places: readonly string[]
  /** The value of a flag; if it is given twice, the last one. */
  text(flag: string): string | null
  /** Whether a switch was given. */
  has(flag: string): boolean
}

/** A command's access to the outside world. */
export interface CommandIo {
  environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  now(): number
  /** Writes the command's actual output. */
  writeOutput(text: string): void
  /** Writes a message next to the output, one sentence per line. */
  writeMessage(sentence: string): void
  /** Streams the command's actual output; resolves when all of it has been taken. */
  streamOutput(bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** Starts something that may take long. */
  startProgress(what: string): Progress
}

export interface Command {
  name: string
  /** What it does, in one line. */
  summary: string
  places: readonly Place[]
  flags: Readonly<Record<string, Flag>>
  /** Anything else to know about it. */
  more?: string
  /** @throws {@link WrongUse} or {@link Failure} */
  run(given: Given, io: CommandIo): Promise<void>
}

/** The command was written wrong: exit code 2. The message says what was found, what is allowed, and what happens now. */
export class WrongUse extends Error {
  override name = 'WrongUse'
}

/** The command was written right but could not be carried out: exit code 1. */
export class Failure extends Error {
  override name = 'Failure'
}

/** The message of anything that was thrown, for use in a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
