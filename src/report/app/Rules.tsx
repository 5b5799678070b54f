import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent } from 'preact'
import {
  KeptAnswer,
  type ListedDestination,
  type ListedRule,
  longestTitle,
  mostRules,
  type RuleKind,
  ruleKinds,
  usualScore,
} from '../api/alerts.ts'
import { Remove, useProblem } from './Changing.tsx'
import { changeBy, removeBy } from './change-by.ts'
import { emptyForm } from './empty-form.ts'
import { instantText, moneyText, numberText, words } from './language.ts'
import { loadSurveys } from './load.ts'
import { may } from './me.ts'
import { siteName, surveyName } from './names.ts'

interface Props {
  rules: readonly ListedRule[]
  destinations: readonly ListedDestination[]
}

/** The alert rules: creating, changing and removing them. */
export function Rules({ rules, destinations }: Props) {
  const say = words.value.alerts
  return (
    <section class="card" aria-labelledby="rules">
      <h2 id="rules">{say.rules}</h2>
      <p class="hint">{say.rulesHelp}</p>
      {rules.length === 0 ? <p class="none">{say.noRules}</p> : null}
      <ul class="tag-list">
        {rules.map(rule => (
          <li key={rule.id}>
            <Rule rule={rule} destinations={destinations} />
          </li>
        ))}
      </ul>
      {destinations.length === 0 ? <p class="hint">{say.destinationFirst}</p> : null}
      {may('manage') && destinations.length > 0 && rules.length < mostRules ? (
        <details class="noting" open={rules.length === 0}>
          <summary>{say.newRule}</summary>
          <RuleForm rule={null} destinations={destinations} />
        </details>
      ) : null}
    </section>
  )
}

interface RuleProps {
  rule: ListedRule
  destinations: readonly ListedDestination[]
}

function Rule({ rule, destinations }: RuleProps) {
  const say = words.value.alerts
  const names = destinations.filter(({ id }) => rule.destinations.includes(id)).map(({ name }) => name)
  return (
    <>
      <h3>{rule.name}</h3>
      <p class="meta">
        {conditionsOf(rule).map(condition => (
          <span key={condition}>{condition}</span>
        ))}
        <span>→ {names.length === 0 ? say.nowhere : names.join(', ')}</span>
        <span>{say.changedBy(rule.changed.by, instantText(rule.changed.at))}</span>
      </p>
      <p class="deeds" hidden={!may('manage')}>
        <Remove name={rule.name} surely={say.removeRule} remove={() => removeBy(`alerts/${rule.id}`)} />
      </p>
      <details class="noting" hidden={!may('manage')}>
        <summary>{say.changeRule(rule.name)}</summary>
        <RuleForm rule={rule} destinations={destinations} />
      </details>
    </>
  )
}

/** What a rule waits for, in words. */
function conditionsOf(rule: ListedRule): string[] {
  const say = words.value.alerts
  const { on, site, survey, scoreAtMost = usualScore, valueAtLeast, currency, trait, team } = rule
  return [
    on === 'fall' ? say.falls : say.lowAnswers(numberText(scoreAtMost)),
    ...placeOf(site, survey),
    ...(valueAtLeast === undefined ? [] : [say.worth(moneyText(valueAtLeast, currency ?? null))]),
    ...(trait === undefined ? [] : [`${trait.name}: ${trait.value}`]),
    ...(team === undefined ? [] : [say.ofTeam(team)]),
  ]
}

function placeOf(site: string | undefined, survey: string | undefined): string[] {
  if (survey !== undefined) return [surveyName({ site: site ?? 'main', survey })]
  return site === undefined ? [] : [words.value.alerts.allOf(siteName(site))]
}

/** The choices for the highest score that a rule waits for. */
const scores = Array.from({ length: 11 }, (_, score) => score)

/** @param rule null: a new one */
function RuleForm({
  rule,
  destinations,
}: {
  rule: ListedRule | null
  destinations: readonly ListedDestination[]
}) {
  const say = words.value.alerts
  const on = useSignal<RuleKind>(rule?.on ?? 'answer')
  const { problem, follow } = useProblem()
  const keep = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const change = { ...changeIn(fields, on.value), ...(rule && { id: rule.id }) }
    if (follow(await changeBy('alerts', change, KeptAnswer)) && rule === null) emptyForm(form, fields)
  }
  const isAnswer = on.value === 'answer'
  const chosen = rule?.destinations ?? (destinations.length === 1 ? destinations.map(({ id }) => id) : [])
  const isNarrowed = (rule?.valueAtLeast ?? rule?.trait ?? rule?.team) !== undefined
  return (
    <form class="fields" onSubmit={event => void keep(event)}>
      <label>
        {say.name}
        <input
          name="name"
          required
          maxLength={longestTitle}
          autocomplete="off"
          defaultValue={rule?.name ?? ''}
        />
      </label>
      <label>
        {say.tellWhen}
        <select
          value={on.value}
          onChange={({ currentTarget }) => (on.value = currentTarget.value as RuleKind)}
        >
          {ruleKinds.map(kind => (
            <option key={kind} value={kind}>
              {say.ruleKinds[kind]}
            </option>
          ))}
        </select>
      </label>
      {isAnswer ? (
        <label>
          {say.scoreAtMost}
          <select name="scoreAtMost">
            {scores.map(score => (
              <option key={score} value={score} selected={score === (rule?.scoreAtMost ?? usualScore)}>
                {numberText(score)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <SurveyChoice site={rule?.site} survey={rule?.survey} />
      {isAnswer ? null : <p class="hint">{say.fallHelp}</p>}
      <details open={isNarrowed}>
        <summary>{say.onlySome}</summary>
        <div class="fields">
          {isAnswer ? <ValueFields rule={rule} /> : null}
          <label>
            {say.trait}
            <input
              name="trait"
              maxLength={64}
              autocomplete="off"
              placeholder="plan"
              defaultValue={rule?.trait?.name ?? ''}
            />
          </label>
          <label>
            {say.traitValue}
            <input
              name="traitValue"
              maxLength={500}
              autocomplete="off"
              placeholder="pro"
              defaultValue={rule?.trait?.value ?? ''}
            />
          </label>
          <label>
            {say.team}
            <input name="team" maxLength={500} autocomplete="off" defaultValue={rule?.team ?? ''} />
          </label>
        </div>
      </details>
      <fieldset>
        <legend>{say.tellWhere}</legend>
        {destinations.map(({ id, name }) => (
          <label key={id} class="switch">
            <input type="checkbox" name="destinations" value={id} defaultChecked={chosen.includes(id)} />
            {name}
          </label>
        ))}
      </fieldset>
      <button type="submit">{say.save}</button>
      {problem}
    </form>
  )
}

function ValueFields({ rule }: { rule: ListedRule | null }) {
  const say = words.value.alerts
  return (
    <>
      <label>
        {say.valueAtLeast}
        <input
          name="valueAtLeast"
          type="number"
          min={0}
          step="any"
          defaultValue={rule?.valueAtLeast === undefined ? '' : String(rule.valueAtLeast)}
        />
      </label>
      <label>
        {say.currency}
        <input
          name="currency"
          maxLength={3}
          autocomplete="off"
          placeholder="EUR"
          defaultValue={rule?.currency ?? ''}
        />
      </label>
    </>
  )
}

/** A site and a survey, separated by a space; the site alone for all its surveys, '' for everything. */
function SurveyChoice({ site, survey }: { site: string | undefined; survey: string | undefined }) {
  const say = words.value.alerts
  const found = loadSurveys('surveys')
  const known = found.state === 'there' ? found.answer.known : []
  const sites = [...new Set(known.map(survey => survey.site))]
  const chosen = [site ?? (survey === undefined ? '' : 'main'), survey].filter(Boolean).join(' ')
  const options = [
    ...(sites.length > 1 ? sites.map(name => ({ value: name, text: say.allOf(siteName(name)) })) : []),
    ...known.map(listed => ({
      value: `${listed.site} ${listed.survey}`,
      text: sites.length > 1 ? `${surveyName(listed)} · ${siteName(listed.site)}` : surveyName(listed),
    })),
  ]
  const isListed = chosen === '' || options.some(({ value }) => value === chosen)
  return (
    <label>
      {say.survey}
      <select name="survey">
        <option value="">{say.allSurveys}</option>
        {isListed ? null : (
          <option value={chosen} selected>
            {survey ?? site}
          </option>
        )}
        {options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The form's fields as the API takes them; empty ones are left out. */
function changeIn(fields: FormData, on: RuleKind): object {
  const text = (name: string) => String(fields.get(name) ?? '').trim()
  const given = (name: string) => (text(name) === '' ? {} : { [name]: text(name) })
  const [site, survey] = text('survey').split(' ')
  const value = text('valueAtLeast')
  const traitName = text('trait')
  return {
    ...{ name: text('name'), on, destinations: fields.getAll('destinations') },
    ...(site && { site }),
    ...(survey && { survey }),
    ...(on === 'answer' && { scoreAtMost: Number(text('scoreAtMost')) }),
    ...(on === 'answer' && value !== '' && { valueAtLeast: Number(value) }),
    ...(on === 'answer' && text('currency') !== '' && { currency: text('currency').toUpperCase() }),
    ...((traitName !== '' || text('traitValue') !== '') && {
      trait: { name: traitName, value: text('traitValue') },
    }),
    ...given('team'),
  }
}
