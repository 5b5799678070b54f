import { endings, wait } from '../wait.ts'

/** So long after this survey was last shown and neither answered nor dismissed. */
export const waitAfterIgnored = wait(
  'wait-after-ignored',
  endings('ignored', 'open'),
  ({ waitAfterIgnored }) => waitAfterIgnored,
)
