import { endings, type Wait } from '../wait.ts'

/** So long after this survey's last answer. */
export const waitAfterAnswer: Wait = {
  stamps: endings('answered'),
  length: ({ waitAfterAnswer }) => waitAfterAnswer,
}
