import { loadNames } from './load.ts'

const given = (site: string, survey: string | null): string | null => {
  const found = loadNames('names')
  if (found.state !== 'there') return null
  return found.answer.names.find(given => given.site === site && given.survey === survey)?.name ?? null
}

/** The team's name for a survey, else its id. */
export const surveyName = ({ site, survey }: { site: string; survey: string }): string =>
  given(site, survey) ?? survey

/** The team's name for a site, else its id. */
export const siteName = (site: string): string => given(site, null) ?? site
