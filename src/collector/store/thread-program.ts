/** The program of a database's thread: beside this file, in the sources and among the built files alike. */
export const threadProgram = new URL(
  `./sqlite-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
)
