import { endings, type Wait } from '../wait.ts'

/** So long after this survey was last shown and neither answered nor dismissed. */
export const waitAfterIgnored: Wait = {
  stamps: endings('ignored', 'open'),
  length: ({ waitAfterIgnored }) => waitAfterIgnored,
}
