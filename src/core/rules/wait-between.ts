import { wait } from '../wait.ts'

/** So long between any two askings of the site. */
export const waitBetween = wait(
  'wait-between',
  (_survey, { history }) => history.askings.map(({ asked }) => asked),
  (_survey, { settings }) => settings.waitBetween,
)
