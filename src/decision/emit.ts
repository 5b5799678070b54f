import type { Problem } from '../options/settings.ts'
import type { EventName } from './page-context.ts'
import type { DecisionState } from './state.ts'

/** Tells the page's handlers of an event. */
export function emit({ page }: Pick<DecisionState, 'page'>, event: EventName, detail: unknown): void {
  for (const entry of [...page.handlers]) {
    // An error in a handler rejects a promise: it shows on the page's console, and must not stop us.
    if (entry.event === event) (async () => entry.handler(detail))()
  }
}

/** Prints a problem on the console, and tells the handlers. */
export function reportProblem(state: Pick<DecisionState, 'page' | 'browser'>, problem: Problem): void {
  state.browser.warn(problem.message)
  emit(state, 'problem', problem)
}
