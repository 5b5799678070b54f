import type { Settings, SurveySettings } from './settings.ts'

const hasFurtherRules = ({
  minAge,
  minVisits,
  minPages,
  from,
  until,
  hours,
  where,
}: SurveySettings): boolean =>
  minAge > 0 || minVisits > 0 || minPages > 0 || [from, until, hours, where].some(rule => rule !== null)

/** Whether options are in use that few sites set, so that what takes care of them is a part of its own. */
export const usesFurtherPart = (settings: Settings): boolean =>
  settings.surveys.some(hasFurtherRules) ||
  settings.never.length > 0 ||
  settings.askCollector !== 'never' ||
  settings.visitorId ||
  settings.storage !== 'local' ||
  settings.consent === 'google' ||
  settings.consent === 'tcf'
