import type { Wait } from '../wait.ts'

/** The wait between any two askings of the site. */
export const waitBetween: Wait = {
  stamps: (_survey, { history }) => history.askings.map(({ asked }) => asked),
  length: (_survey, { settings }) => settings.waitBetween,
}
