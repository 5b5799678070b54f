/** Beside the browser's files. */
export const noticesFile: string

/** A comment that begins a file: which libraries it holds, and whose they are. Empty if it holds none. */
export function noticeOf(modules: Readonly<Record<string, { renderedLength: number }>>): string

/** The whole licence of a library. */
export function licenceOf(library: string): string
