import type { Milliseconds } from '../../time/milliseconds.ts'
import type { ExplainRule, Rule } from '../rule.ts'
import type { Situation } from '../situation.ts'

/** Since when the visitor has been a customer, as the site says, or else since the first visit; NaN if unknown. */
const customerSince = ({ respondent, seen }: Situation): Milliseconds =>
  respondent?.since ? Date.parse(respondent.since) : (seen?.firstVisitAt ?? Number.NaN)

/** The visitor has been a customer for long enough. */
export const minAge: Rule = ({ minAge }, situation) =>
  !minAge || situation.now >= customerSince(situation) + minAge

export const explainMinAge: ExplainRule = ({ minAge }, situation) => {
  const since = customerSince(situation)
  return [Number.isNaN(since) ? null : situation.now - since, minAge, since + minAge]
}
