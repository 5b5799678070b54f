import type { Decision } from '../decision/page-context.ts'
import { type LoaderState, stored } from './state.ts'

const day = 86_400_000

/** Handles failures that nobody needs to know about: the next page view or trigger tries again. */
export const ignore = (): void => {}

/**
 * Whether a stored instant lies ahead, by a day at most: a later one was set by a clock that was wrong.
 * @param name `quietUntil` or `wakeAt`
 */
export function isAhead(loader: LoaderState, name: string): boolean {
  const ahead = Number(stored(loader, name)) - loader.browser.now()
  return ahead > 0 && ahead <= day
}

/** Loads the decision, once. If that fails, the next trigger tries again. */
export function wakeDecision(loader: LoaderState): Promise<Decision> {
  const waking = loader.decision || loader.parts.decision().then(create => create(loader))
  loader.decision = waking
  waking.catch(() => {
    loader.decision = undefined
  })
  return waking
}

/** Does something with the decision, loading it first if needed. If it cannot be loaded, nothing happens. */
export const tellDecision = (loader: LoaderState, action: (decision: Decision) => unknown): void =>
  void wakeDecision(loader).then(action).catch(ignore)

/** Fetches the part that shows surveys in parallel with the decision. */
export const fetchAsking = ({ parts }: LoaderState): void => void parts.asking().catch(ignore)
