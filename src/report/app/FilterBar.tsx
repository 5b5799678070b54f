import { useSignal } from '@preact/signals'
import { usualPeriod } from '../api/figures-query.ts'
import { periodNames } from '../api/period.ts'
import { isSegment, segmentNames } from '../api/segments.ts'
import { callsOf, isTeamView } from '../api/view-calls.ts'
import { change, hrefOf, parameters, view } from './address.ts'
import { words } from './language.ts'
import { loadFigures, loadTags } from './load.ts'
import { siteName, surveyName } from './names.ts'
import { segmentText, segmentValueText } from './segment-words.ts'
import { bySurvey, type SurveyKey } from './summaries.ts'
import { Uncounted } from './Uncounted.tsx'

/** The filters of the view; each change makes a new URL. */
export function FilterBar() {
  const say = words.value
  // The list of surveys is always complete, and so are the alert rules; what held triggers back is told by site, whatever
  // else narrows other views.
  if (view.value === 'surveys' || view.value === 'alerts' || isTeamView(view.value)) return null
  if (view.value === 'not-asked')
    return (
      <section class="filters" aria-label={say.filters}>
        <SiteChoice />
        <PeriodChoice />
      </section>
    )
  return (
    <section class="filters" aria-label={say.filters}>
      <SurveyChoice />
      <PeriodChoice />
      <TagChoice />
      <Switches />
      <Chips />
      <Uncounted />
    </section>
  )
}

const keyOf = ({ site, survey, kind }: SurveyKey) => [site, survey, kind].join(' ')

function SurveyChoice() {
  const say = words.value
  const found = loadFigures(callsOf(view.value, parameters.value).surveys)
  const known = found.state === 'there' ? bySurvey(found.answer.groups).map(({ key }) => key) : []
  const [site, survey, kind] = ['site', 'survey', 'kind'].map(name => parameters.value.get(name))
  const chosen = survey == null ? '' : [site ?? '', survey, kind ?? ''].join(' ')
  const isOneSite = new Set(known.map(survey => survey.site)).size <= 1
  const isListed = chosen === '' || known.some(key => keyOf(key) === chosen)
  // Somebody may have put only the survey into the URL.
  const named = {
    site: site ?? known.find(key => key.survey === survey)?.site ?? 'main',
    survey: survey ?? '',
  }
  return (
    <label>
      {say.survey}
      <select
        value={chosen}
        onChange={event => {
          const [site = null, survey = null, kind = null] = event.currentTarget.value.split(' ')
          change({ site, survey, kind })
        }}
      >
        <option value="">{say.allSurveys}</option>
        {isListed ? null : <option value={chosen}>{surveyName(named)}</option>}
        {known.map(key => (
          <option key={keyOf(key)} value={keyOf(key)}>
            {isOneSite ? surveyName(key) : `${surveyName(key)} (${siteName(key.site)})`}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Empty if there is only one site. */
function SiteChoice() {
  const say = words.value
  const found = loadFigures(callsOf(view.value, parameters.value).surveys)
  const groups = found.state === 'there' ? found.answer.groups : []
  const chosen = parameters.value.get('site') ?? ''
  const sites = [...new Set([...groups.map(({ site }) => site), ...(chosen === '' ? [] : [chosen])])]
  if (sites.length <= 1) return null
  return (
    <label>
      {say.siteField}
      <select
        value={chosen}
        onChange={event => change({ site: event.currentTarget.value, survey: null, kind: null })}
      >
        <option value="">{say.allSites}</option>
        {sites.map(site => (
          <option key={site} value={site}>
            {siteName(site)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Empty if the team has no tags. */
function TagChoice() {
  const say = words.value
  const found = loadTags(callsOf(view.value, parameters.value).tags)
  const tags = found.state === 'there' ? found.answer.tags : []
  const chosen = parameters.value.get('tag') ?? ''
  if (tags.length === 0 && chosen === '') return null
  const isListed = chosen === '' || tags.some(({ tag }) => tag === chosen)
  return (
    <label>
      {say.tag}
      <select value={chosen} onChange={event => change({ tag: event.currentTarget.value })}>
        <option value="">{say.allTags}</option>
        {isListed ? null : <option value={chosen}>{chosen}</option>}
        {tags.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function PeriodChoice() {
  const say = words.value
  const wantsDates = useSignal(false)
  const [from, to] = [parameters.value.get('from'), parameters.value.get('to')]
  const isOwn = wantsDates.value || from !== null
  return (
    <>
      <label>
        {say.period}
        <select
          value={isOwn ? 'own' : (parameters.value.get('period') ?? usualPeriod)}
          onChange={event => {
            const period = event.currentTarget.value
            wantsDates.value = period === 'own'
            if (period !== 'own') change({ period, from: null, to: null })
          }}
        >
          {periodNames.map(name => (
            <option key={name} value={name}>
              {say.periods[name]}
            </option>
          ))}
          <option value="own">{say.ownPeriod}</option>
        </select>
      </label>
      {isOwn ? (
        <form
          class="dates"
          onSubmit={event => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            change({ period: null, from: String(form.get('from')), to: String(form.get('to')) })
          }}
        >
          <label>
            {say.from}
            <input type="date" name="from" required defaultValue={from ?? ''} />
          </label>
          <label>
            {say.to}
            <input type="date" name="to" required defaultValue={to ?? ''} />
          </label>
          <button type="submit">{say.apply}</button>
        </form>
      ) : null}
    </>
  )
}

function Switches() {
  const say = words.value
  const switches = [
    { name: 'verified', value: 'only', label: say.onlyVerified },
    { name: 'unconfirmed', value: 'counted', label: say.countUnconfirmed },
    { name: 'latest', value: 'respondent', label: say.latest },
  ]
  const on = switches.filter(({ name }) => parameters.value.has(name))
  return (
    <details class="switches" open={on.length > 0}>
      <summary>{say.whatCounts}</summary>
      <div>
        {switches.map(({ name, value, label }) => (
          <label key={name} class="switch">
            <input
              type="checkbox"
              checked={parameters.value.get(name) === value}
              onChange={event => change({ [name]: event.currentTarget.checked ? value : null })}
            />
            {label}
          </label>
        ))}
        <p class="hint">{say.whatCountsHelp}</p>
      </div>
    </details>
  )
}

/** The same in one line, for paper, where nothing can be chosen. */
export function PrintedFilters() {
  const say = words.value
  const said = parameters.value
  if (view.value === 'surveys') return null
  const [site, survey, tag] = [said.get('site'), said.get('survey'), said.get('tag')]
  const [from, to] = [said.get('from'), said.get('to')]
  const period = periodNames.find(name => name === said.get('period')) ?? usualPeriod
  const switches = [
    said.has('verified') ? say.onlyVerified : null,
    said.has('unconfirmed') ? say.countUnconfirmed : null,
    said.has('latest') ? say.latest : null,
  ]
  const parts = [
    survey ? surveyName({ site: site ?? 'main', survey }) : site ? siteName(site) : say.allSurveys,
    from !== null && to !== null ? `${from} – ${to}` : say.periods[period],
    tag ? `${say.tag}: ${tag}` : null,
    ...switches,
    ...chipsNow().map(({ text }) => text),
  ]
  return <p class="printed">{parts.filter(part => part !== null).join(' · ')}</p>
}

interface Chip {
  parameter: string
  text: string
}

/** The segment values that the view is narrowed to. */
function chipsNow(): Chip[] {
  const say = words.value
  const trait = parameters.value.get('trait')
  const [traitName = '', ...traitValue] = trait?.split(':') ?? []
  const chips: Chip[] = segmentNames.flatMap(name => {
    const value = parameters.value.get(name)
    return value === null
      ? []
      : [
          {
            parameter: name,
            text: `${segmentText(name)}: ${segmentValueText(name, value || null)}`,
          },
        ]
  })
  const ofTrait = `trait.${traitName}`
  if (trait !== null && isSegment(ofTrait)) {
    chips.push({
      parameter: 'trait',
      text: `${segmentText(ofTrait)}: ${traitValue.join(':') || say.notSaid}`,
    })
  }
  const currency = parameters.value.get('currency')
  if (currency !== null && view.value === 'answers')
    chips.push({ parameter: 'currency', text: say.valuedIn(currency) })
  return chips
}

/** Each of them with a button to remove it. */
function Chips() {
  const say = words.value
  const chips = chipsNow()
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label={say.onlyThese}>
      {chips.map(({ parameter, text }) => (
        <li key={parameter}>
          <a href={hrefOf(view.value, { [parameter]: null })} aria-label={say.remove(text)}>
            {text} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
