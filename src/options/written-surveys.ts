import { usualSurveys } from './option-tables.ts'
import { isRaw, ownOf, type Raw } from './own.ts'

/** A survey as it was written. */
export interface WrittenSurvey {
  /** Its path in the options, such as `surveys[0]` or `surveys.checkout`. */
  path: string
  /** The site's fields on top of the built-in survey's that they change; or whatever the site wrote, if not an object. */
  own: unknown
}

const builtIn: Raw = ownOf(Object.fromEntries(usualSurveys.map(survey => [survey.id, survey])))

/**
 * The surveys that a site wrote: a list as it stands; or an object, which changes the two built-in surveys and may add
 * others. Null if it is neither.
 */
export function listSurveys(surveys: unknown = {}): WrittenSurvey[] | null {
  if (Array.isArray(surveys)) return surveys.map((own, place) => ({ path: `surveys[${place}]`, own }))
  if (!isRaw(surveys)) return null
  return Object.entries(ownOf(builtIn, surveys)).map(([id, own]) => ({
    path: `surveys.${id}`,
    own: isRaw(own) ? ownOf({ id }, builtIn[id], own) : own,
  }))
}
