import type { Decision } from '../decision/page-context.ts'
import { type LoaderState, stored } from './state.ts'

const day = 86_400_000

/** For what fails without anybody having to know: the next page view or trigger tries again. */
export const ignore = (): void => {}

/**
 * Whether a stored instant lies ahead, by a day at most: one further ahead was set by a clock that was wrong.
 * @param name `quietUntil` or `wakeAt`
 */
export function isAhead(loader: LoaderState, name: string): boolean {
  const ahead = Number(stored(loader, name)) - loader.browser.now()
  return ahead > 0 && ahead <= day
}

/** Loads what decides, once. Where it cannot be loaded, the next trigger tries again. */
export function wakeDecision(loader: LoaderState): Promise<Decision> {
  const waking = loader.decision || loader.parts.decision().then(create => create(loader))
  loader.decision = waking
  waking.catch(() => {
    loader.decision = undefined
  })
  return waking
}

/** Does something with what decides, which is loaded for it. Where it cannot be loaded, nothing happens. */
export const tellDecision = (loader: LoaderState, action: (decision: Decision) => unknown): void =>
  void wakeDecision(loader).then(action).catch(ignore)

/** Fetches what shows surveys beside what decides. */
export const fetchAsking = ({ parts }: LoaderState): void => void parts.asking().catch(ignore)
