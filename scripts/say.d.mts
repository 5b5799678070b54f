/** Tells what is being done, as one line. */
export function say(sentence: string): void

/** Tells what went wrong and what helps, and ends the program with exit code 1. */
export function stop(sentence: string): never
