import type { RawTrigger } from '../decision/page-context.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import { mergeTriggers, readTrigger } from '../triggers/read-trigger.ts'

/**
 * What has happened on the page, oldest first. Something reported twice is one trigger, as it is when deciding.
 * @param others triggers that came another way, for example from the collector
 */
export function allHappened(triggerLog: readonly RawTrigger[], others: readonly Trigger[]): Trigger[] {
  const happened: Trigger[] = []
  for (const trigger of [...triggerLog.map(readTrigger), ...others].sort((a, b) => a.at - b.at)) {
    const twin = happened.findIndex(earlier => mergeTriggers(earlier, trigger))
    const merged = happened[twin] && mergeTriggers(happened[twin], trigger)
    if (merged) happened[twin] = merged
    else happened.push(trigger)
  }
  return happened
}

/**
 * The trigger that a verdict is about: the last that one of these surveys waits for; else the last that was reported, since
 * a visit is nothing special; else the last of all.
 */
export function tellingTrigger(
  happened: readonly Trigger[],
  surveys: readonly Pick<SurveySettings, 'triggers'>[],
): Trigger | null {
  const isAwaited = ({ name }: Trigger) => surveys.some(({ triggers }) => triggers.includes(name))
  return (
    happened.findLast(isAwaited) ??
    happened.findLast(({ source }) => source !== 'visit') ??
    happened.at(-1) ??
    null
  )
}
