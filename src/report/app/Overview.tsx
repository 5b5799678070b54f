import { periodsOf } from '../../figures/periods.ts'
import { addCounts, answersIn, scoreOf } from '../../figures/score.ts'
import type { FiguresAnswer } from '../api/figures-answer.ts'
import { reportZone } from '../api/period.ts'
import { bucketOf, callsOf } from '../api/view-calls.ts'
import { AskingSteps } from './Askings.tsx'
import { hrefOf, isExample, parameters, view } from './address.ts'
import { changeText } from './change-text.ts'
import { Fetched } from './Fetched.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { Distances, GoalForms, marksOf } from './Goals.tsx'
import { numberText, scoreText, words } from './language.ts'
import { loadFigures } from './load.ts'
import { surveyName } from './names.ts'
import { ScoreFigure } from './ScoreFigure.tsx'
import { Shares } from './Shares.tsx'
import { Sparkline } from './Sparkline.tsx'
import { SurveyHeading } from './SurveyHeading.tsx'
import { type Summary, summarise } from './summaries.ts'
import { Values } from './Values.tsx'
import { Waiting } from './Waiting.tsx'

/** By survey and kind: the score, whether it changed, and who answered. Scores are never pooled. */
export function Overview() {
  return (
    <Fetched call={callsOf(view.value, parameters.value).main} load={loadFigures}>
      {answer => <Surveys answer={answer} />}
    </Fetched>
  )
}

function Surveys({ answer }: { answer: FiguresAnswer }) {
  const surveys = summarise(answer.groups, stepsOf(answer))
  const isOneSite = new Set(surveys.map(({ site }) => site)).size === 1
  if (surveys.length === 0) return <EmptyState />
  return (
    <div class="cards">
      {surveys.map(survey => (
        <SurveyCard
          key={`${survey.site} ${survey.survey} ${survey.kind}`}
          survey={survey}
          isOneSite={isOneSite}
          hasBefore={answer.before !== null}
        />
      ))}
    </div>
  )
}

/** The steps of a period, starting with the first that has answers. */
export function stepsOf({ period, groups, at }: FiguresAnswer) {
  const bucket = parameters.value.get('bucket')
  const unit =
    view.value === 'trend' &&
    (bucket === 'day' || bucket === 'week' || bucket === 'month' || bucket === 'quarter')
      ? bucket
      : bucketOf(parameters.value)
  const first = Math.min(
    ...groups.flatMap(group => (group.when === 'period' ? [group.bucket ?? at] : [])),
    at,
  )
  return periodsOf(
    { start: Math.max(period.start, first), end: Math.min(period.end, Math.max(at, first + 1)) },
    unit,
    reportZone,
  )
}

/** Why there is nothing to show, and what to do next. */
export function EmptyState() {
  const say = words.value
  if (parameters.value.get('verified') === 'only') {
    return (
      <div class="card">
        <p>{say.noneVerified}</p>
        <p>
          <a href={hrefOf(view.value, { verified: null })}>{say.takeOff}</a>
        </p>
      </div>
    )
  }
  return (
    <>
      <div class="card">
        <p class="none">{say.noAnswers}</p>
        <p>{say.firstSteps}</p>
        <ul>
          <li>
            <a href={hrefOf(view.value, { period: 'all', from: null, to: null })}>{say.periods.all}</a>
          </li>
          {isExample ? null : (
            <li>
              <a href="/report/example">{say.seeExample}</a>
            </li>
          )}
        </ul>
      </div>
      {isExample ? null : <FirstSteps />}
    </>
  )
}

interface CardProps {
  survey: Summary
  isOneSite: boolean
  hasBefore: boolean
}

function SurveyCard({ survey, isOneSite, hasBefore }: CardProps) {
  const say = words.value
  const { site, kind, now, before } = survey
  const only = { site, survey: survey.survey, kind }
  const id = `survey-${site}-${survey.survey}-${kind}`
  const name = surveyName(survey)
  return (
    <section class="card" aria-labelledby={id}>
      <SurveyHeading {...{ id, survey, isOneSite }} />
      <div class="figures">
        <div>
          <ScoreFigure counts={now} href={hrefOf('answers', only)} marks={marksOf(survey)} />
          {hasBefore && answersIn(now) > 0 ? <p class="change">{changeText(before, now)}</p> : null}
          <Distances survey={survey} counts={now} />
          <Unconfirmed survey={survey} href={hrefOf('answers', { ...only, unconfirmed: 'counted' })} />
        </div>
        <div>
          <Shares counts={now} hrefOf={category => hrefOf('answers', { ...only, category })} />
          <Sparkline survey={survey} />
        </div>
      </div>
      <AskingSteps
        askings={survey.askings}
        survey={name}
        hrefs={{
          completion: hrefOf('answers', { ...only, unconfirmed: null }),
          reason: hrefOf('answers', { ...only, unconfirmed: null, text: 'only' }),
        }}
      />
      <Waiting survey={survey} href={more => hrefOf('follow-up', { ...only, ...more })} />
      <Values survey={survey} answers={answersIn(now)} />
      <ul class="ways">
        <li>
          <a href={hrefOf('trend', only)} aria-label={`${say.goTrend}: ${name}`}>
            {say.goTrend}
          </a>
        </li>
        <li>
          <a href={hrefOf('segments', only)} aria-label={`${say.goSegments}: ${name}`}>
            {say.goSegments}
          </a>
        </li>
        <li>
          <a href={hrefOf('answers', only)} aria-label={`${say.goAnswers}: ${name}`}>
            {say.goAnswers}
          </a>
        </li>
      </ul>
      <GoalForms survey={survey} />
    </section>
  )
}

function Unconfirmed({ survey: { now, unconfirmed }, href }: { survey: Summary; href: string }) {
  const count = answersIn(unconfirmed)
  const score = scoreOf(addCounts(now, unconfirmed))
  if (count === 0 || score === null) return null
  const say = words.value
  return (
    <p class="hint">
      {say.unconfirmed(numberText(count), count === 1, scoreText(score))}{' '}
      <a href={href}>{say.showUnconfirmed}</a>
    </p>
  )
}
