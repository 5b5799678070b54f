import { answersIn } from '../../figures/score.ts'
import {
  effectiveAnswers,
  enoughEffective,
  revenueAtRisk,
  weightedIntervalOf,
  weightedScoreOf,
} from '../../figures/weighted.ts'
import type { Segment } from '../api/segments.ts'
import type { ValueGroup } from '../api/values.ts'
import { callsOf } from '../api/view-calls.ts'
import { hrefOf, parameters, view } from './address.ts'
import { moneyText, numberText, scoreText, shareText, words } from './language.ts'
import { loadValues } from './load.ts'
import { filterBy, segmentValueText } from './segment-words.ts'
import type { SurveyKey } from './summaries.ts'

function groupsOf({ site, survey, kind }: SurveyKey): ValueGroup[] {
  const { values } = callsOf(view.value, parameters.value)
  const found = values === undefined ? null : loadValues(values)
  if (found?.state !== 'there') return []
  return found.answer.groups.filter(
    group => group.site === site && group.survey === survey && group.kind === kind,
  )
}

/** The URL of the answers behind a group's values: all of them, or only the detractors'. */
function behind(
  { site, survey, kind }: SurveyKey,
  segments: readonly Segment[],
  { segments: values, currency }: ValueGroup,
  onlyDetractors = false,
): string {
  return hrefOf('answers', {
    ...{ site, survey, kind, by: null, currency, category: onlyDetractors ? 'detractor' : null },
    ...Object.assign({}, ...segments.map((segment, place) => filterBy(segment, values[place] ?? null))),
  })
}

/**
 * The score weighted by what orders were worth, and the revenue at risk. Each currency separately, since no exchange rate
 * would suit everybody.
 */
export function Values({ survey, answers }: { survey: SurveyKey; answers: number }) {
  const say = words.value
  const groups = groupsOf(survey).toSorted((one, other) => other.answers - one.answers)
  if (groups.length === 0) return null
  const id = `value-${survey.site}-${survey.survey}-${survey.kind}`
  return (
    <section class="value" aria-labelledby={id}>
      <h3 id={id}>{say.byValue}</h3>
      {groups.map(group => {
        const [score, interval] = [weightedScoreOf(group), weightedIntervalOf(group)]
        const { currency } = group
        if (score === null || interval === null) return null
        return (
          <div key={currency}>
            <p>
              {say.atRisk(
                moneyText(revenueAtRisk(group), currency),
                shareText(revenueAtRisk(group) / answersIn(group.values)),
                moneyText(answersIn(group.values), currency),
              )}{' '}
              <a href={behind(survey, [], group, true)}>{say.showAtRisk}</a>
            </p>
            <p>
              {say.weighted(scoreText(score), scoreText(interval.low), scoreText(interval.high), currency)}{' '}
              <span class="hint">
                {say.effective(
                  numberText(group.answers),
                  numberText(answers),
                  numberText(Math.round(effectiveAnswers(group))),
                )}{' '}
                <a href={behind(survey, [], group)}>{say.showValued}</a>
              </span>
            </p>
            <Rough group={group} />
          </div>
        )
      })}
    </section>
  )
}

function Rough({ group }: { group: ValueGroup }) {
  return effectiveAnswers(group) < enoughEffective ? (
    <p class="guard">{words.value.rough(numberText(enoughEffective))}</p>
  ) : null
}

/** The same by group, those with the most at risk first. */
export function ValuesTable({
  survey,
  segments,
  title,
}: {
  survey: SurveyKey
  segments: readonly Segment[]
  title: string
}) {
  const say = words.value
  const groups = groupsOf(survey).toSorted(
    (one, other) => other.currency.localeCompare(one.currency) || revenueAtRisk(other) - revenueAtRisk(one),
  )
  if (groups.length === 0) return null
  const isRough = groups.some(group => effectiveAnswers(group) < enoughEffective)
  return (
    <details class="value">
      <summary>{say.byValue}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scrolls" tabIndex={0} aria-label={`${say.byValue}: ${title}`}>
        <table>
          <caption class="unseen">{`${say.byValue}: ${title}`}</caption>
          <thead>
            <tr>
              <th scope="col">{say.group}</th>
              <th scope="col">{say.atRiskColumn}</th>
              <th scope="col">{say.ofColumn}</th>
              <th scope="col">{say.weightedColumn}</th>
              <th scope="col">{say.intervalColumn}</th>
              <th scope="col">{say.effectiveColumn}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(group => {
              const [score, interval] = [weightedScoreOf(group) ?? 0, weightedIntervalOf(group)]
              const name = segments
                .map((segment, place) => segmentValueText(segment, group.segments[place] ?? null))
                .join(' · ')
              return (
                <tr key={JSON.stringify([group.segments, group.currency])}>
                  <th scope="row">{name}</th>
                  <td>
                    <a href={behind(survey, segments, group, true)}>
                      {moneyText(revenueAtRisk(group), group.currency)}
                    </a>
                  </td>
                  <td>
                    <a href={behind(survey, segments, group)}>
                      {moneyText(answersIn(group.values), group.currency)}
                    </a>
                  </td>
                  <td>{scoreText(score)}</td>
                  <td>
                    {say.between(scoreText(interval?.low ?? score), scoreText(interval?.high ?? score))}
                    {effectiveAnswers(group) < enoughEffective ? ' *' : ''}
                  </td>
                  <td>{numberText(Math.round(effectiveAnswers(group)))}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      {isRough ? <p class="hint">* {say.rough(numberText(enoughEffective))}</p> : null}
    </details>
  )
}
