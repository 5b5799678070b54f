import { keptAskings } from '../../history/history.ts'
import { type Wait, year } from '../wait.ts'

/** The limit on askings of the site in any 365 days, low enough that four years of them can be remembered. */
export const maxPerYear: Wait = {
  stamps: (_survey, { history }) => history.askings.map(({ asked }) => asked),
  length: () => year,
  limit: (_survey, { settings }) => Math.min(settings.maxPerYear, keptAskings / 4),
}
