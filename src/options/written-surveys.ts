import { usualSurveys } from './option-tables.ts'
import { isRaw, ownOf, type Raw } from './own.ts'

/** A survey as it was written. */
export interface WrittenSurvey {
  /** Where it stands among the options, such as `surveys[0]` or `surveys.checkout`. */
  path: string
  /** What a site wrote of it, on top of the built-in survey that it changes; whatever it wrote where that is no object. */
  own: unknown
}

const builtIn: Raw = ownOf(Object.fromEntries(usualSurveys.map(survey => [survey.id, survey])))

/**
 * The surveys that a site wrote: a list as it stands, or the two built-in ones as an object changes them, and what it
 * adds. Null where it is neither.
 */
export function listSurveys(surveys: unknown = {}): WrittenSurvey[] | null {
  if (Array.isArray(surveys)) return surveys.map((own, place) => ({ path: `surveys[${place}]`, own }))
  if (!isRaw(surveys)) return null
  return Object.entries(ownOf(builtIn, surveys)).map(([id, own]) => ({
    path: `surveys.${id}`,
    own: isRaw(own) ? ownOf({ id }, builtIn[id], own) : own,
  }))
}
