import { endings, wait } from '../wait.ts'

/** So long after this survey's last answer. */
export const waitAfterAnswer = wait(
  'wait-after-answer',
  endings('answered'),
  ({ waitAfterAnswer }) => waitAfterAnswer,
)
