import { day } from '../duration.ts'
import { streakOf } from '../history.ts'
import { endings, wait } from '../wait.ts'

/**
 * So long after this survey's last dismissal, doubled for each dismissal in a row: at most 180 days, or the site's own
 * wait if that is longer.
 */
export const waitAfterDismissal = wait(
  'wait-after-dismissal',
  endings('dismissed'),
  ({ id, waitAfterDismissal }, { history }) =>
    Math.max(waitAfterDismissal, Math.min(waitAfterDismissal * 2 ** (streakOf(history, id) - 1), 180 * day)),
)
