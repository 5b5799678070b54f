import { countingRules } from './count.ts'
import { type LoaderState, mayRemember, stored } from './state.ts'

/** Options that make it unlikely that a trigger leads to a survey. */
const limits = [...countingRules, 'from', 'hours', 'never', 'sample', 'where']

/**
 * Whether somebody is likely to be asked by a trigger that a survey waits for. Then what shows the survey is fetched
 * beside what decides, not after it. A wrong guess costs the bytes of an asking, once: they are in the cache then.
 */
export const isLikelyToAsk = (loader: LoaderState): boolean =>
  mayRemember(loader) && !loader.hasAny(limits) && !stored(loader, 'history')
