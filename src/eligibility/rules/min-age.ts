import type { Milliseconds } from '../../time/milliseconds.ts'
import type { ExplainRule, Rule } from '../rule.ts'
import type { Situation } from '../situation.ts'

/** Since when the visitor is a customer, by the site's word or else by the first visit; NaN where nobody knows. */
const customerSince = ({ respondent, seen }: Situation): Milliseconds =>
  respondent?.since ? Date.parse(respondent.since) : (seen?.firstVisitAt ?? Number.NaN)

/** A customer for so long. */
export const minAge: Rule = ({ minAge }, situation) =>
  !minAge || situation.now >= customerSince(situation) + minAge

export const explainMinAge: ExplainRule = ({ minAge }, situation) => {
  const since = customerSince(situation)
  return [Number.isNaN(since) ? null : situation.now - since, minAge, since + minAge]
}
