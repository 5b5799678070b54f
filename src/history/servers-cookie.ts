import { outcomeCookieOf, parseOutcomes } from '../protocol/outcome-cookie.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { mergeExternalHistory } from './external-history.ts'
import type { Memory } from './memory.ts'

/**
 * Adds what a server has recorded in its cookie. If this browser's own memory was erased, as Safari does after 7 days,
 * visitors are still not asked more often.
 *
 * @param cookies as `document.cookie` gives them
 */
export function recallOutcomes(
  cookies: string,
  site: string,
  memory: Pick<Memory, 'history' | 'save'>,
  now: Milliseconds,
): void {
  const name = `${outcomeCookieOf(site)}=`
  // There are two if both the host and the domain have one.
  const outcomes = cookies
    .split('; ')
    .filter(cookie => cookie.startsWith(name))
    .flatMap(cookie => parseOutcomes(cookie.slice(name.length)))
  const optOuts = outcomes.filter(({ outcome }) => outcome === 'opted-out').map(({ at }) => at)
  const askings = outcomes.map(({ survey, outcome, at }) => ({
    survey,
    at,
    outcome: outcome === 'opted-out' ? ('dismissed' as const) : outcome,
  }))
  const optOutAt = optOuts.length ? Math.max(...optOuts) : null
  const before = memory.history()
  const after = mergeExternalHistory(before, { askings, optOutAt }, now)
  if (after !== before) memory.save(after)
}

/** The part for visitors about whom a server has recorded something. */
export type RecallOutcomes = typeof recallOutcomes
