import { endingsWith, type Wait } from '../wait.ts'

/** The wait after this survey was last shown and neither answered nor dismissed. */
export const waitAfterIgnored: Wait = {
  stamps: endingsWith('ignored', 'open'),
  length: ({ waitAfterIgnored }) => waitAfterIgnored,
}
