import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** A customer since so long ago, by the site's word or else by the first visit. */
export const minAge: Rule = (survey, { now, respondent, seen }) => {
  const since = respondent?.since ? Date.parse(respondent.since) : seen?.firstVisitAt
  const from = (since ?? Number.NaN) + survey.minAge
  const found = since === undefined ? null : now - since
  return verdict('min-age', !survey.minAge || now >= from, found, survey.minAge, from)
}
