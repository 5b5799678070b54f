import { streakOf } from '../../history/history.ts'
import { day } from '../../time/duration.ts'
import { endingsWith, type Wait } from '../wait.ts'

/**
 * The wait after this survey's last dismissal, doubled for each dismissal in a row: at most 180 days, or the site's own
 * wait if that is longer. If askings were lost, the row may have been of any length.
 */
export const waitAfterDismissal: Wait = {
  stamps: endingsWith('dismissed'),
  length: ({ id, waitAfterDismissal }, { history }) => {
    const row = history.askings.some(({ outcome }) => outcome === 'lost') ? 99 : streakOf(history, id)
    return Math.max(waitAfterDismissal, Math.min(waitAfterDismissal * 2 ** (row - 1), 180 * day))
  },
}
