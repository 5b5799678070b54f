/** The program of a database's thread: next to this file, both in the sources and in the build. */
export const threadProgram = new URL(
  `./sqlite-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
)
