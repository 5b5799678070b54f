import { keptAskings } from '../../history/history.ts'
import { type Wait, year } from '../wait.ts'

/** So many askings of the site in any 365 days; never so many that less than four years would be remembered. */
export const maxPerYear: Wait = {
  stamps: (_survey, { history }) => history.askings.map(({ asked }) => asked),
  length: () => year,
  limit: (_survey, { settings }) => Math.min(settings.maxPerYear, keptAskings / 4),
}
