import type { Progress } from './progress.ts'

/** A word that a command takes, such as `--format csv`. */
export interface Flag {
  /** What stands for its value in the help; without one the flag is a switch. */
  value?: string
  help: string
}

/** A word that stands alone, such as a file's name. */
export interface Place {
  name: string
  help: string
  isOptional?: true
}

/** What was written after a command's name. */
export interface Given {
  places: readonly string[]
  /** The text of a flag that has a value; the last one counts. */
  text(flag: string): string | null
  /** Whether a switch was given. */
  has(flag: string): boolean
}

/** What a command reaches the world by. */
export interface World {
  environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  now(): number
  /** What the command is asked for. */
  say(text: string): void
  /** What stands beside it, a sentence a line. */
  tell(sentence: string): void
  /** A stream of what the command is asked for; resolves when it has all been taken. */
  pour(bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** Something that may take long. */
  begin(what: string): Progress
}

export interface Command {
  name: string
  /** What it does, in a line. */
  summary: string
  places: readonly Place[]
  flags: Readonly<Record<string, Flag>>
  /** What else is to be known. */
  more?: string
  /** @throws {@link WrongUse} or {@link Failure} */
  run(given: Given, world: World): Promise<void>
}

/** The command was written wrong: exit code 2. The sentence says what was found, what is allowed, and what happens now. */
export class WrongUse extends Error {
  override name = 'WrongUse'
}

/** It was written right, and could not be done: exit code 1. */
export class Failure extends Error {
  override name = 'Failure'
}

/** The reason of anything that was thrown, for a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
