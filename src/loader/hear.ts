import type { RawTrigger } from '../decision/page-context.ts'
import type { TriggerSource } from '../protocol/response.ts'
import { countThisPage } from './count.ts'
import { isLikelyToAsk } from './likely.ts'
import { keyOf, type LoaderState, mayRemember, stored } from './state.ts'
import { fetchAsking, isAhead, tellDecision } from './wake.ts'
import { isAwaited } from './written-options.ts'

/** How many of a page's triggers are kept. */
const maxLogged = 50

/** Whether the collector may know of something to ask this visitor about. */
const isForCollector = ({ statements, option }: LoaderState, name: unknown): unknown =>
  statements.identify && option('askCollector') === name

/** Whether a trigger of that name could lead to a survey now. */
const couldLeadToSurvey = (loader: LoaderState, name: unknown): unknown =>
  (isAwaited(loader, name) || isForCollector(loader, name)) &&
  (loader.flag('debug') || !isAhead(loader, 'quietUntil'))

/** Counts a trigger that comes while nobody can be asked, if the site wants to know how many did. */
function countQuiet(loader: LoaderState, name: unknown): void {
  if (
    loader.option('report') === 'everything' &&
    isAwaited(loader, name) &&
    !loader.view &&
    mayRemember(loader)
  )
    loader.browser.local.set(keyOf(loader, 'quiet'), `${Number(stored(loader, 'quiet')) + 1}`)
}

/** Hears a trigger: keeps it for `explain`, and wakes the decision if it could lead to a survey. */
export function hearTrigger(
  loader: LoaderState,
  name: string,
  details: unknown,
  source: TriggerSource,
): void {
  if (loader.isOver) return
  countThisPage(loader)
  const trigger: RawTrigger = { name, details, source, at: loader.browser.now() }
  // For `explain`, which tells what each led to.
  if (loader.triggerLog.push(trigger) > maxLogged) loader.triggerLog.shift()
  const mayAsk = couldLeadToSurvey(loader, name)
  if (mayAsk && isLikelyToAsk(loader)) fetchAsking(loader)
  // If other things have happened on this page, a visit that no survey waits for adds nothing.
  const isNews = loader.decision && source !== 'visit'
  // Any trigger may cancel one that waits for a later day.
  if (mayAsk || isNews || stored(loader, 'waiting'))
    tellDecision(loader, decision => decision.trigger(trigger))
  else countQuiet(loader, name)
}
