import { countingRules } from './count.ts'
import { type LoaderState, mayRemember, stored } from './state.ts'

/** Options that make it unlikely that a trigger leads to a survey. */
const limits = [...countingRules, 'from', 'hours', 'never', 'sample', 'where']

/**
 * Whether a trigger that a survey waits for is likely to lead to an asking. If so, the part that shows surveys is fetched
 * in parallel with the decision, not after it. A wrong guess costs the bytes of an asking, but only once: then they are
 * in the cache.
 */
export const isLikelyToAsk = (loader: LoaderState): boolean =>
  mayRemember(loader) && !loader.hasAny(limits) && !stored(loader, 'history')
