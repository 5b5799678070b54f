/** Prints in one line what is being done. */
export function say(sentence: string): void

/** Prints what went wrong and what helps, and ends the program with exit code 1. */
export function stop(sentence: string): never
