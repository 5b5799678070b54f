import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent } from 'preact'
import * as z from 'zod/mini'
import { type KnownSurvey, longestName, NamesAnswer, SurveysAnswer } from '../api/surveys.ts'
import { callsOf } from '../api/view-calls.ts'
import { hrefOf, isExample, parameters, view } from './address.ts'
import { changeBy, type Sent } from './change-by.ts'
import { emptyForm } from './empty-form.ts'
import { Fetched } from './Fetched.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { answersText, instantText, numberText, words } from './language.ts'
import { loadSurveys } from './load.ts'
import { may } from './me.ts'
import { siteName, surveyName } from './names.ts'

/** All sites and surveys: their names, which of them are declared, and what has arrived for each. */
export function SurveysView() {
  return (
    <Fetched call={callsOf(view.value, parameters.value).main} load={loadSurveys}>
      {answer => <Sites answer={answer} />}
    </Fetched>
  )
}

function Sites({ answer: { known, undeclared } }: { answer: SurveysAnswer }) {
  const say = words.value
  const sites = [...new Set(known.map(({ site }) => site))]
  const isAnyDeclared = known.some(({ declared }) => declared)
  return (
    <>
      <p class="hint">{isAnyDeclared ? say.declaredHelp : say.undeclaredHelp}</p>
      {sites.map(site => (
        <Site key={site} site={site} surveys={known.filter(survey => survey.site === site)} />
      ))}
      {sites.length === 0 && !isExample ? <FirstSteps /> : null}
      <Undeclared undeclared={undeclared} />
      {may('manage') ? <DeclareForm /> : null}
    </>
  )
}

function Site({ site, surveys }: { site: string; surveys: readonly KnownSurvey[] }) {
  const say = words.value
  const id = `site-${site}`
  const name = siteName(site)
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {name === site ? null : <p class="hint">{say.site(site)}</p>}
      <ul class="tag-list">
        {surveys.map(survey => (
          <li key={survey.survey}>
            <Survey survey={survey} />
          </li>
        ))}
      </ul>
      {may('manage') ? (
        <details class="noting">
          <summary>{say.nameSite(name)}</summary>
          <NameForm site={site} survey={null} name={name === site ? '' : name} />
        </details>
      ) : null}
    </section>
  )
}

function Survey({ survey: { site, survey, declared, answers, heard } }: { survey: KnownSurvey }) {
  const say = words.value
  const name = surveyName({ site, survey })
  return (
    <>
      <h3>{name}</h3>
      <p class="meta">
        {name === survey ? null : <code>{survey}</code>}
        <a href={hrefOf('answers', { site, survey, kind: null, period: 'all', from: null, to: null })}>
          {answersText(answers)}
        </a>
        <span>{heard === null ? say.neverHeard : say.heard(instantText(heard))}</span>
        <span>{declared ? say.declared : say.notDeclared}</span>
      </p>
      {may('manage') ? (
        <details class="noting">
          <summary>{declared ? say.nameSurvey(name) : say.nameOrDeclare(name)}</summary>
          <NameForm site={site} survey={survey} name={name === survey ? '' : name} />
          {declared ? null : <Declare site={site} survey={survey} />}
        </details>
      ) : null}
    </>
  )
}

/** The outcome of a change: a sentence about what went wrong, or null. */
function useProblem() {
  const problem = useSignal<string | null>(null)
  return {
    problem:
      problem.value === null ? null : (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      ),
    /** Returns whether it was done. */
    follow(sent: Sent): boolean {
      problem.value = sent.problem
      return sent.problem === null
    },
  }
}

function NameForm({ site, survey, name }: { site: string; survey: string | null; name: string }) {
  const say = words.value
  const { problem, follow } = useProblem()
  const keep = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = String(new FormData(event.currentTarget).get('name'))
    follow(await changeBy('names', { site, survey, name: given }, NamesAnswer))
  }
  return (
    <form class="dates" onSubmit={event => void keep(event)}>
      <label>
        {say.nameField}
        <input name="name" maxLength={longestName} autocomplete="off" defaultValue={name} />
      </label>
      <button type="submit">{say.keepTag}</button>
      {problem}
    </form>
  )
}

function Declare({ site, survey }: { site: string; survey: string }) {
  const say = words.value
  const { problem, follow } = useProblem()
  const declare = async () => {
    follow(await changeBy('surveys', { surveys: [{ site, survey }] }, SurveysAnswer))
  }
  return (
    <>
      <button
        type="button"
        class="small"
        aria-label={`${say.declare}: ${survey}`}
        onClick={() => void declare()}
      >
        {say.declare}
      </button>
      {problem}
    </>
  )
}

/** One line for everything that arrived for undeclared surveys, with the limit, and a way to get rid of it. */
function Undeclared({ undeclared: { responses, most, names } }: Pick<SurveysAnswer, 'undeclared'>) {
  const say = words.value
  const isSure = useSignal(false)
  const { problem, follow } = useProblem()
  if (responses === 0) return null
  const erase = async () => {
    if (follow(await changeBy('surveys/undeclared/erase', {}, Erased))) isSure.value = false
  }
  return (
    <section class="card" aria-labelledby="undeclared">
      <h2 id="undeclared">{say.undeclaredTitle}</h2>
      <p>{say.keptApart(numberText(responses), responses === 1, numberText(most))}</p>
      <details class="noting">
        <summary>{say.whichNames}</summary>
        <ul class="tag-list">
          {names.map(({ site, survey, responses: own }) => (
            <li key={`${site} ${survey}`}>
              <p class="meta">
                <code>{survey}</code>
                <span>{say.site(site)}</span>
                <span>{say.responses(numberText(own), own === 1)}</span>
              </p>
              {may('manage') ? <Declare site={site} survey={survey} /> : null}
            </li>
          ))}
        </ul>
      </details>
      <p>
        {!may('manage') ? null : isSure.value ? (
          <>
            <button type="button" class="small danger" onClick={() => void erase()}>
              {say.eraseSurely}
            </button>{' '}
            <button type="button" class="small" onClick={() => (isSure.value = false)}>
              {say.keepIt}
            </button>
          </>
        ) : (
          <button type="button" class="small" onClick={() => (isSure.value = true)}>
            {say.eraseThem}
          </button>
        )}
      </p>
      {problem}
    </section>
  )
}

const Erased = z.object({ erased: z.int() })

/** Declares a survey for which nothing has arrived yet. */
function DeclareForm() {
  const say = words.value
  const { problem, follow } = useProblem()
  const declare = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const [site, survey] = ['site', 'survey'].map(field => String(fields.get(field)).trim())
    if (follow(await changeBy('surveys', { surveys: [{ site, survey }] }, SurveysAnswer)))
      emptyForm(form, fields)
  }
  return (
    <section class="card" aria-labelledby="declare">
      <h2 id="declare">{say.declareOne}</h2>
      <p class="hint">{say.declareHelp}</p>
      <form class="search" onSubmit={event => void declare(event)}>
        <label>
          {say.siteField}
          <input
            name="site"
            required
            maxLength={32}
            pattern="[\w\-]+"
            autocomplete="off"
            defaultValue="main"
          />
        </label>
        <label>
          {say.surveyField}
          <input
            name="survey"
            required
            maxLength={64}
            pattern="[\w\-]+"
            autocomplete="off"
            placeholder="checkout"
          />
        </label>
        <button type="submit">{say.declare}</button>
        {problem}
      </form>
    </section>
  )
}
