import type { Wait } from '../wait.ts'

/** The wait after "Don't ask again", which holds for the whole site. */
export const optOut: Wait = {
  stamps: (_survey, { history }) => history.optOuts,
  length: (_survey, { settings }) => settings.waitAfterOptOut,
}
