import { endingsWith, type Wait } from '../wait.ts'

/** The wait after this survey's last answer. */
export const waitAfterAnswer: Wait = {
  stamps: endingsWith('answered'),
  length: ({ waitAfterAnswer }) => waitAfterAnswer,
}
