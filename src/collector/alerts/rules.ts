import { type Category, categoryOf } from '../../figures/category.ts'
import type { ResponseRecord } from '../../protocol/response.ts'
import { type RuleChange, usualScore } from '../../report/api/alerts.ts'

/** A rule as it is stored. */
export type Rule = Omit<RuleChange, 'id'> & { id: string }

/** Whether anybody may be alerted about a response: a confirmed answer that is neither a test nor self-selected. */
export function isTold(
  record: Pick<ResponseRecord, 'state' | 'test' | 'score' | 'trigger'>,
): record is typeof record & { score: number } {
  return (
    record.state === 'answered' && !record.test && record.trigger.source !== 'show' && record.score !== null
  )
}

/** Whether a rule about answers waits for this one. */
export function isAwaited(rule: Omit<Rule, 'id' | 'name' | 'destinations'>, record: ResponseRecord): boolean {
  if (rule.on !== 'answer' || !isTold(record)) return false
  const { site, survey, trigger, respondent } = record
  return (
    record.score <= (rule.scoreAtMost ?? usualScore) &&
    (rule.site === undefined || rule.site === site) &&
    (rule.survey === undefined || rule.survey === survey) &&
    (rule.team === undefined || rule.team === textOf(trigger.properties, 'team')) &&
    (rule.trait === undefined || textOf(respondent?.traits, rule.trait.name) === rule.trait.value) &&
    (rule.valueAtLeast === undefined ||
      (trigger.currency?.toUpperCase() === rule.currency && (trigger.value ?? 0) >= rule.valueAtLeast))
  )
}

/** The value of an own property, as the report shows it. */
function textOf(said: Readonly<Record<string, unknown>> | null | undefined, name: string): string | null {
  if (said == null || !Object.hasOwn(said, name)) return null
  return String(said[name])
}

/** From best to worst. */
const categories: readonly Category[] = ['promoter', 'passive', 'detractor']

/**
 * Whether a response that was stored before is worse now, so that those alerted about it are alerted again.
 * @param before the record stored before; undefined if there was none
 */
export function isWorse(record: ResponseRecord, before: ResponseRecord | undefined): boolean {
  if (!isTold(record)) return false
  if (before === undefined || !isTold(before)) return true
  return categories.indexOf(categoryOf(record.score)) > categories.indexOf(categoryOf(before.score))
}
