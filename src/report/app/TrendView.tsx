import { type CalendarUnit, periodAt } from '../../figures/periods.ts'
import type { FiguresAnswer } from '../api/figures-answer.ts'
import { day, reportZone } from '../api/period.ts'
import { callsOf } from '../api/view-calls.ts'
import { hrefOf, parameters, view } from './address.ts'
import { BucketChoice, unitOf } from './BucketChoice.tsx'
import { changeText, sharesText } from './change-text.ts'
import { EventForm, EventList, eventsOf, SpanChoice } from './Events.tsx'
import { Fetched } from './Fetched.tsx'
import { Distances, marksOf } from './Goals.tsx'
import { loadFigures } from './load.ts'
import { surveyName } from './names.ts'
import { EmptyState, stepsOf } from './Overview.tsx'
import { ScoreChart } from './ScoreChart.tsx'
import { SharesChart } from './SharesChart.tsx'
import { SurveyHeading } from './SurveyHeading.tsx'
import { type Step, type Summary, summarise } from './summaries.ts'

/** Each survey over time, and what its change consists of. */
export function TrendView() {
  const unit = unitOf()
  return (
    <>
      <div class="choices">
        <BucketChoice />
        <SpanChoice />
      </div>
      <EventForm />
      <Fetched call={callsOf(view.value, parameters.value).main} load={loadFigures}>
        {answer => <Trends answer={answer} unit={unit} />}
      </Fetched>
    </>
  )
}

function Trends({ answer, unit }: { answer: FiguresAnswer; unit: CalendarUnit }) {
  const surveys = summarise(answer.groups, stepsOf(answer))
  if (surveys.length === 0) return <EmptyState />
  return surveys.map(survey => (
    <Trend
      key={`${survey.site} ${survey.survey} ${survey.kind}`}
      survey={survey}
      unit={unit}
      hasBefore={answer.before !== null}
    />
  ))
}

function Trend({ survey, unit, hasBefore }: { survey: Summary; unit: CalendarUnit; hasBefore: boolean }) {
  const events = eventsOf(survey)
  const id = `trend-${survey.site}-${survey.survey}-${survey.kind}`
  const shares = hasBefore ? sharesText(survey.before, survey.now) : null
  const hrefOfStep = ({ start }: Step) =>
    hrefOf('answers', {
      ...{ site: survey.site, survey: survey.survey, kind: survey.kind, period: null, bucket: null },
      from: dayOf(start),
      to: dayOf(periodAt(start, unit, reportZone).end - day),
    })
  return (
    <section class="card" aria-labelledby={id}>
      <SurveyHeading {...{ id, survey }} />
      {hasBefore ? <p class="change">{changeText(survey.before, survey.now)}</p> : null}
      {shares === null ? null : <p>{shares}</p>}
      <Distances survey={survey} counts={survey.now} />
      <ScoreChart
        survey={surveyName(survey)}
        steps={survey.steps}
        marks={marksOf(survey)}
        events={events}
        unit={unit}
        hrefOf={hrefOfStep}
      />
      <EventList survey={survey} events={events} />
      <SharesChart
        survey={surveyName(survey)}
        steps={survey.steps}
        events={events}
        unit={unit}
        hrefOf={hrefOfStep}
      />
    </section>
  )
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
