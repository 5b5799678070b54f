import { enoughAnswers } from '../../figures/difference.ts'
import { goalDistanceOf } from '../../figures/goal.ts'
import type { Counts } from '../../figures/score.ts'
import { type Goal, longestLine, longestSource, type ReferenceLine } from '../api/goals.ts'
import { isSegment, type Segment, segmentNames } from '../api/segments.ts'
import { callsOf } from '../api/view-calls.ts'
import { parameters, view } from './address.ts'
import { numberText, scoreText, sizeText, words } from './language.ts'
import { loadGoals, loadLines } from './load.ts'
import { NoteForm, RemoveNote } from './Noting.tsx'
import { surveyName } from './names.ts'
import { segmentText, segmentValueText } from './segment-words.ts'
import type { SurveyKey } from './summaries.ts'

/** A score to compare another with: a goal, or a line of the reader's own. */
export interface Mark {
  id: string
  kind: 'goal' | 'line'
  value: number
  /** Its label on a chart. */
  label: string
}

/** The segment values that the view is narrowed to. */
function narrowed(): { segment: Segment; value: string }[] {
  const [traitName = '', ...traitValue] = parameters.value.get('trait')?.split(':') ?? []
  const ofTrait = `trait.${traitName}`
  return [
    ...segmentNames.map(segment => ({ segment: segment as Segment, value: parameters.value.get(segment) })),
    { segment: ofTrait as Segment, value: traitValue.length > 0 ? traitValue.join(':') : null },
  ].flatMap(({ segment, value }) => (value === null || !isSegment(segment) ? [] : [{ segment, value }]))
}

function goalsOf({ site, survey, kind }: SurveyKey): Goal[] {
  const { goals } = callsOf(view.value, parameters.value)
  const found = goals === undefined ? null : loadGoals(goals)
  if (found?.state !== 'there') return []
  return found.answer.goals.filter(goal => goal.site === site && goal.survey === survey && goal.kind === kind)
}

/** The goal of a segment's group; null if there is none. */
export const goalOfGroup = (survey: SurveyKey, segment: Segment, value: string | null): Goal | null =>
  goalsOf(survey).find(goal => goal.segment === segment && goal.value === value) ?? null

/** The goal of what the view shows of a survey: a segment's goal if it is narrowed to one value, none if to several. */
function goalOf(survey: SurveyKey): Goal | null {
  const [only, another] = narrowed()
  if (another !== undefined) return null
  if (only !== undefined) return goalOfGroup(survey, only.segment, only.value)
  return goalsOf(survey).find(({ segment }) => segment === null) ?? null
}

function linesOf({ site, survey }: SurveyKey): ReferenceLine[] {
  const { lines } = callsOf(view.value, parameters.value)
  const found = lines === undefined ? null : loadLines(lines)
  if (found?.state !== 'there') return []
  return found.answer.lines.filter(
    line => (line.site === null || line.site === site) && (line.survey === null || line.survey === survey),
  )
}

/** The scores that a survey's is compared with on this view, its goal first. */
export function marksOf(survey: SurveyKey): Mark[] {
  const goal = goalOf(survey)
  const lines = linesOf(survey).map(({ id, name, value }) => ({
    id,
    kind: 'line' as const,
    value,
    label: name,
  }))
  return goal === null
    ? lines
    : [{ id: goal.id, kind: 'goal', value: goal.goal, label: words.value.goal }, ...lines]
}

/** The distance to each, in words. */
export function Distances({ survey, counts }: { survey: SurveyKey; counts: Counts }) {
  const say = words.value
  const goal = goalOf(survey)
  const lines = linesOf(survey)
  const ofGoal = goal && distanceText(counts, goal.goal, say.theGoal(scoreText(goal.goal)))
  if (ofGoal === null && lines.length === 0) return null
  return (
    <ul class="distances">
      {ofGoal === null ? null : <li>{ofGoal}</li>}
      {lines.map(({ id, name, value, source }) => {
        const text = distanceText(counts, value, say.theLine(name, scoreText(value)))
        return text === null ? null : (
          <li key={id}>
            {text} <span class="hint">{say.sourceOf(source)}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** How far the score is from a named figure, and whether that is noise, in one sentence; null without answers. */
export function distanceText(counts: Counts, value: number, name: string): string | null {
  const distance = goalDistanceOf(counts, value)
  if (distance === null) return null
  return words.value.distance(distance.verdict, {
    size: sizeText(distance.points),
    isBelow: distance.points < 0,
    name,
    least: numberText(enoughAnswers),
  })
}

/** Sets and removes the goal of what the view shows of a survey, and lines to compare with. */
export function GoalForms({ survey }: { survey: SurveyKey }) {
  const say = words.value
  const [only, another] = narrowed()
  const goal = goalOf(survey)
  const lines = linesOf(survey)
  const ofSegment = only && { segment: only.segment, value: only.value }
  const { site, survey: key, kind } = survey
  const name = surveyName(survey)
  const what = only
    ? `${name}, ${segmentText(only.segment)}: ${segmentValueText(only.segment, only.value || null)}`
    : name
  // A group without a value has no goal, and neither has a combination of segments.
  const mayHaveGoal = another === undefined && only?.value !== ''
  return (
    <details class="noting">
      <summary>{say.goalsAndLines}</summary>
      {mayHaveGoal ? (
        <NoteForm
          needed="manage"
          title={say.setGoal(what)}
          path="goals"
          button={say.set}
          bodyOf={fields => ({ site, survey: key, kind, ...ofSegment, goal: Number(fields.get('goal')) })}
          saidOf={fields => say.noted(say.theGoal(scoreText(Number(fields.get('goal')))))}
        >
          <label>
            {say.goalField}
            <input type="number" name="goal" required min={-100} max={100} step={1} inputMode="numeric" />
          </label>
        </NoteForm>
      ) : (
        <p class="hint">{say.noGoalHere}</p>
      )}
      <NoteForm
        needed="manage"
        title={say.addLine}
        path="lines"
        button={say.add}
        bodyOf={fields => ({
          name: fields.get('name'),
          value: Number(fields.get('value')),
          source: fields.get('source'),
          ...(fields.get('for') === 'all' ? {} : { site, survey: key }),
        })}
        saidOf={fields => say.noted(String(fields.get('name')).trim())}
      >
        <label>
          {say.lineName}
          <input name="name" required maxLength={longestLine} pattern=".*\S.*" autocomplete="off" />
        </label>
        <label>
          {say.lineValue}
          <input type="number" name="value" required min={-100} max={100} step={1} />
        </label>
        <label>
          {say.lineSource}
          <input name="source" required maxLength={longestSource} pattern=".*\S.*" autocomplete="off" />
        </label>
        <label>
          {say.eventFor}
          <select name="for">
            <option value="one">{name}</option>
            <option value="all">{say.allSurveys}</option>
          </select>
        </label>
      </NoteForm>
      {goal === null ? null : (
        <p>
          <RemoveNote needed="manage" path={`goals/${goal.id}`} name={say.theGoal(scoreText(goal.goal))} />
        </p>
      )}
      {lines.map(({ id, name: line }) => (
        <p key={id}>
          <RemoveNote needed="manage" path={`lines/${id}`} name={line} />
        </p>
      ))}
    </details>
  )
}
