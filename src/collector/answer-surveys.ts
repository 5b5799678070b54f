import { answersIn } from '../figures/score.ts'
import type { SurveysAnswer } from '../report/api/surveys.ts'
import { figuresOf } from '../report/figures.ts'
import type { Store } from './store/store.ts'

/** The response to `/api/surveys`: which surveys are counted, what they are called, and what has arrived for them. */
export async function answerSurveys(
  store: Pick<Store, 'surveys' | 'names' | 'tally' | 'newestResponses'>,
): Promise<SurveysAnswer> {
  const [{ known, undeclared }, names, rows, newest] = await Promise.all([
    store.surveys(),
    store.names(),
    store.tally(),
    store.newestResponses(),
  ])
  const figures = figuresOf(rows)
  return {
    known: known.map(counted => {
      const isIt = ({ site, survey }: { site: string; survey: string | null }) =>
        site === counted.site && survey === counted.survey
      return {
        ...counted,
        name: names.find(isIt)?.name ?? null,
        answers: figures.filter(isIt).reduce((sum, { answered }) => sum + answersIn(answered), 0),
        heard: newest.find(isIt)?.at ?? null,
      }
    }),
    sites: names.flatMap(({ site, survey, name }) => (survey === null ? [{ site, name }] : [])),
    undeclared,
  }
}
