import { words } from './language.ts'
import { siteName, surveyName } from './names.ts'
import type { SurveyKey } from './summaries.ts'

/** The survey's name, and in small print below it its kind, its id if it has a name, and its site if there are several. */
export function SurveyHeading({
  id,
  survey,
  isOneSite = true,
}: {
  id: string
  survey: SurveyKey
  isOneSite?: boolean
}) {
  const say = words.value
  const name = surveyName(survey)
  return (
    <>
      <h2 id={id}>{name}</h2>
      <p class="hint">
        {say.kinds[survey.kind]}
        {name === survey.survey ? null : ` · ${survey.survey}`}
        {isOneSite ? null : ` · ${say.site(siteName(survey.site))}`}
      </p>
    </>
  )
}
