import { differenceOf, enoughAnswers, verdictOf } from '../../figures/difference.ts'
import type { Period } from '../../figures/periods.ts'
import { answersIn, type Counts, scoreOf } from '../../figures/score.ts'
import { countsOf } from '../api/counts-of.ts'
import { type ComparedEvent, type EventsAnswer, longestEvent, spans, usualSpan } from '../api/events.ts'
import { callsOf } from '../api/view-calls.ts'
import { change, hrefOf, parameters, view } from './address.ts'
import { answersText, dateText, numberText, scoreText, sizeText, words } from './language.ts'
import { loadEvents, loadFigures } from './load.ts'
import { NoteForm, RemoveNote } from './Noting.tsx'
import { siteName, surveyName } from './names.ts'
import { bySurvey, type SurveyKey } from './summaries.ts'

/** An event with its number on the charts and in the list. */
export interface NumberedEvent extends ComparedEvent {
  number: number
}

/** The events of the period that concern a survey, earliest first; none while they are loading. */
export function eventsOf({ site, survey }: SurveyKey): NumberedEvent[] {
  const found = eventsCall() === undefined ? null : loadEvents(eventsCall() ?? '')
  if (found?.state !== 'there') return []
  return concerning(found.answer, { site, survey })
}

const eventsCall = () => callsOf(view.value, parameters.value).events

const concerning = ({ events }: EventsAnswer, { site, survey }: Pick<SurveyKey, 'site' | 'survey'>) =>
  events
    .filter(
      event =>
        (event.site === null || event.site === site) && (event.survey === null || event.survey === survey),
    )
    .toReversed()
    .map((event, place) => ({ ...event, number: place + 1 }))

/** Chooses how long the compared periods are, for all events on the page. */
export function SpanChoice() {
  const say = words.value
  return (
    <label>
      {say.compareDays}
      <select
        value={parameters.value.get('around') ?? usualSpan}
        onChange={event => change({ around: event.currentTarget.value })}
      >
        {spans.map(span => (
          <option key={span} value={span}>
            {say.spans[span]}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What happened, and what the answers before and after it show: the events on the chart, in words. */
export function EventList({ survey, events }: { survey: SurveyKey; events: readonly NumberedEvent[] }) {
  const say = words.value
  const id = `events-${survey.site}-${survey.survey}-${survey.kind}`
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{say.events}</h3>
      {events.length === 0 ? (
        <p class="hint">{say.noEvents}</p>
      ) : (
        <>
          <ol class="events">
            {events.map(event => (
              <li key={event.id}>
                <p>
                  <strong>{event.name}</strong> · {dateText(Date.parse(event.day))}
                </p>
                <p>{aroundText(event, survey)}</p>
                <AnswersAround event={event} survey={survey} />
                <RemoveNote needed="follow-up" path={`events/${event.id}`} name={event.name} />
              </li>
            ))}
          </ol>
          <p class="hint">{say.eventsHelp}</p>
        </>
      )}
    </section>
  )
}

/** Links to the answers that an event's comparison is based on. */
function AnswersAround({ event, survey }: { event: ComparedEvent; survey: SurveyKey }) {
  const { around } = event
  if (around === null) return null
  const say = words.value
  const [before, after] = countsAround(event, survey)
  const { site, survey: id, kind } = survey
  const hrefIn = ({ start, end }: Period) =>
    hrefOf('answers', { site, survey: id, kind, period: null, from: dayOf(start), to: dayOf(end - 1) })
  return (
    <p class="hint">
      <a href={hrefIn(around.before)}>{say.answersBefore(answersText(answersIn(before)))}</a> ·{' '}
      <a href={hrefIn(around.after)}>{say.answersAfter(answersText(answersIn(after)))}</a>
    </p>
  )
}

const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

function countsAround({ surveys }: ComparedEvent, { site, survey, kind }: SurveyKey): [Counts, Counts] {
  const own = surveys.find(
    compared => compared.site === site && compared.survey === survey && compared.kind === kind,
  )
  return [countsOf(own?.before ?? []), countsOf(own?.after ?? [])]
}

/** Whether the score changed with an event, in one sentence. */
function aroundText(event: ComparedEvent, survey: SurveyKey): string {
  const say = words.value
  const { around } = event
  if (around === null) return say.notCompared
  const [before, after] = countsAround(event, survey)
  const points = differenceOf(before, after)?.points ?? 0
  return say.around(verdictOf(before, after), {
    days: numberText(around.days),
    before: sideOf(before),
    after: sideOf(after),
    size: sizeText(points),
    isDown: points < 0,
    least: numberText(enoughAnswers),
  })
}

function sideOf(counts: Counts) {
  const score = scoreOf(counts)
  return score === null ? null : { score: scoreText(score), answers: answersText(answersIn(counts)) }
}

const today = () => dayOf(Date.now())

/** @param key site and survey, separated by a space */
function nameIn(key: string, isOneSite: boolean): string {
  const [site = '', survey = ''] = key.split(' ')
  const name = surveyName({ site, survey })
  return isOneSite ? name : `${name} · ${siteName(site)}`
}

/** The form to note an event, for one survey or for all. */
export function EventForm() {
  const say = words.value
  const found = loadFigures(callsOf(view.value, parameters.value).surveys)
  const known = found.state === 'there' ? bySurvey(found.answer.groups).map(({ key }) => key) : []
  const names = [...new Set(known.map(({ site, survey }) => `${site} ${survey}`))]
  const isOneSite = new Set(known.map(({ site }) => site)).size <= 1
  const chosen = [parameters.value.get('site'), parameters.value.get('survey')].join(' ')
  return (
    <NoteForm
      needed="follow-up"
      title={say.noteEvent}
      path="events"
      button={say.note}
      bodyOf={fields => {
        const [site, survey] = String(fields.get('for')).split(' ')
        const concerned = survey === undefined ? {} : { site, survey }
        return { name: fields.get('name'), day: fields.get('day'), ...concerned }
      }}
      saidOf={fields => say.noted(String(fields.get('name')).trim())}
    >
      <label>
        {say.eventName}
        <input name="name" required maxLength={longestEvent} pattern=".*\S.*" autocomplete="off" />
      </label>
      <label>
        {say.eventDay}
        <input type="date" name="day" required min="1990-01-01" max={today()} defaultValue={today()} />
      </label>
      <label>
        {say.eventFor}
        <select name="for" defaultValue={names.includes(chosen) ? chosen : ''}>
          <option value="">{say.allSurveys}</option>
          {names.map(name => (
            <option key={name} value={name} selected={name === chosen}>
              {nameIn(name, isOneSite)}
            </option>
          ))}
        </select>
      </label>
    </NoteForm>
  )
}
