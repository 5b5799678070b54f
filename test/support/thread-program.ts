/**
 * The built program of a database's thread, which tests start in place of its source: Node strips types by WebAssembly, and V8
 * crashes now and then where many threads of one process do so.
 */
export const threadProgram = new URL('../../dist/collector/sqlite-thread.js', import.meta.url)
