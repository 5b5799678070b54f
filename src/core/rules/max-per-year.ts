import { keptAskings } from '../history.ts'
import { wait, year } from '../wait.ts'

/** So many askings of the site in any 365 days. */
export const maxPerYear = wait(
  'max-per-year',
  (_survey, { history }) => history.askings.map(({ asked }) => asked),
  () => year,
  (_survey, { settings }) => Math.min(settings.maxPerYear, keptAskings),
)
