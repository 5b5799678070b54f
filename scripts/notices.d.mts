/** The file's name, next to the browser's files. */
export const noticesFile: string

/** A comment for the top of a file: the libraries in it, and their copyright holders. Empty if it contains none. */
export function noticeOf(modules: Readonly<Record<string, { renderedLength: number }>>): string

/** The full licence of a library. */
export function licenceOf(library: string): string
