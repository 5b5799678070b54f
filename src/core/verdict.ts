import type { RuleName, RuleVerdict, Shown } from './rule.ts'
import type { Milliseconds } from './settings.ts'

/** A rule's verdict; `from` is dropped where the rule passes or there is no such instant. */
export function verdict(
  rule: RuleName,
  pass: boolean,
  found: Shown,
  allowed: Shown,
  from: Milliseconds = Number.POSITIVE_INFINITY,
): RuleVerdict {
  return { rule, pass, found, allowed, from: !pass && from < Number.POSITIVE_INFINITY ? from : null }
}
