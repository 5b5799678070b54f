import type { RawTrigger } from '../decision/page-context.ts'
import type { TriggerSource } from '../protocol/response.ts'
import { countThisPage } from './count.ts'
import { isLikelyToAsk } from './likely.ts'
import { keyOf, type LoaderState, mayRemember, stored } from './state.ts'
import { fetchAsking, isAhead, tellDecision } from './wake.ts'
import { isAwaited } from './written-options.ts'

/** So many triggers of a page are kept. */
const kept = 50

/** The collector may know what this visitor is to be asked about. */
const isForCollector = ({ statements, option }: LoaderState, name: unknown): unknown =>
  statements.identify && option('askCollector') === name

/** Whether a trigger of that name could lead to a survey now. */
const couldAsk = (loader: LoaderState, name: unknown): unknown =>
  (isAwaited(loader, name) || isForCollector(loader, name)) &&
  (loader.flag('debug') || !isAhead(loader, 'quietUntil'))

/** Counts a trigger that comes while nobody can be asked, where the site wants to know how many did. */
function countQuiet(loader: LoaderState, name: unknown): void {
  if (
    loader.option('report') === 'everything' &&
    isAwaited(loader, name) &&
    !loader.view &&
    mayRemember(loader)
  )
    loader.browser.local.set(keyOf(loader, 'quiet'), `${Number(stored(loader, 'quiet')) + 1}`)
}

/** Hears a trigger: wakes what decides if it could lead to a survey, and keeps it for `explain`. */
export function hearTrigger(
  loader: LoaderState,
  name: string,
  details: unknown,
  source: TriggerSource,
): void {
  if (loader.isOver) return
  countThisPage(loader)
  const happened: RawTrigger = { name, details, source, at: loader.browser.now() }
  // For `explain`, which says what came of it.
  if (loader.happened.push(happened) > kept) loader.happened.shift()
  const mayAsk = couldAsk(loader, name)
  if (mayAsk && isLikelyToAsk(loader)) fetchAsking(loader)
  // A visit that nobody awaits is no news on a page on which something has happened already.
  const isNews = loader.decision && source !== 'visit'
  // Anything may drop what waits for a later day.
  if (mayAsk || isNews || stored(loader, 'waiting'))
    tellDecision(loader, decision => decision.trigger(happened))
  else countQuiet(loader, name)
}
