/**
 * The built program of a database's thread, which tests run instead of its source: Node strips types with WebAssembly, and
 * V8 sometimes crashes if many threads of one process do so.
 */
export const threadProgram = new URL('../../dist/collector/sqlite-thread.js', import.meta.url)
