import { wait } from '../wait.ts'

/** So long after "Don't ask again", which holds for the whole site. */
export const optOut = wait(
  'opt-out',
  (_survey, { history }) => (history.optedOut ? [history.optedOut] : []),
  (_survey, { settings }) => settings.waitAfterOptOut,
)
