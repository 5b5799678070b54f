import { answersIn, type Counts, scoreOf } from '../../figures/score.ts'
import { compareSegments, type SegmentComparison } from '../../figures/segments.ts'
import { countsOf } from '../api/counts-of.ts'
import type { FiguresAnswer } from '../api/figures-answer.ts'
import { isSegment, type Segment, segmentNames } from '../api/segments.ts'
import { callsOf, usualSegment } from '../api/view-calls.ts'
import { AskingsTable } from './Askings.tsx'
import { change, hrefOf, parameters, view } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { ForestPlot } from './ForestPlot.tsx'
import { goalOfGroup } from './Goals.tsx'
import { numberText, scoreText, words } from './language.ts'
import { loadFigures } from './load.ts'
import { surveyName } from './names.ts'
import { EmptyState } from './Overview.tsx'
import { SurveyHeading } from './SurveyHeading.tsx'
import { filterBy, segmentText, segmentValueText } from './segment-words.ts'
import { askingsOf, bySurvey, type SurveyKey } from './summaries.ts'
import { ValuesTable } from './Values.tsx'

/** A segment's group with its result. */
export interface Ranked {
  name: string
  href: string
  counts: Counts
  score: number
  /** The group's own goal; null if there is none. */
  goal: number | null
  comparison: SegmentComparison
}

const chosenSegments = (): Segment[] =>
  (parameters.value.get('by') || usualSegment).split(',').filter(isSegment)

/** By team, product or kind of customer: each group compared with all others. */
export function SegmentsView() {
  const say = words.value
  const [first = usualSegment, second] = chosenSegments()
  const choose = (segment: string, other = '') =>
    change({ by: other === '' || other === segment ? segment : `${segment},${other}` })
  return (
    <>
      <div class="choices">
        <label>
          {say.showBy}
          <select value={first} onChange={event => choose(event.currentTarget.value, second)}>
            <Options chosen={first} />
          </select>
        </label>
        <label>
          {say.andBy}
          <select value={second ?? ''} onChange={event => choose(first, event.currentTarget.value)}>
            <option value="">{say.nothingElse}</option>
            <Options chosen={second} />
          </select>
        </label>
        <TraitChoice />
      </div>
      <Fetched call={callsOf(view.value, parameters.value).main} load={loadFigures}>
        {answer => <Surveys answer={answer} segments={chosenSegments()} />}
      </Fetched>
    </>
  )
}

function Options({ chosen }: { chosen: Segment | undefined }) {
  const isListed = chosen === undefined || segmentNames.some(name => name === chosen)
  return (
    <>
      {segmentNames.map(name => (
        <option key={name} value={name}>
          {segmentText(name)}
        </option>
      ))}
      {isListed ? null : <option value={chosen}>{segmentText(chosen)}</option>}
    </>
  )
}

/** Traits are the site's own, so it names them. */
function TraitChoice() {
  const say = words.value
  return (
    <form
      class="search"
      onSubmit={event => {
        event.preventDefault()
        const name = `trait.${String(new FormData(event.currentTarget).get('name')).trim()}`
        if (isSegment(name)) change({ by: name })
      }}
    >
      <label>
        {say.ownTrait}
        <input name="name" required maxLength={64} pattern="[\p{L}\p{N}_ \-]+" autocomplete="off" />
      </label>
      <button type="submit">{say.apply}</button>
    </form>
  )
}

function Surveys({ answer, segments }: { answer: FiguresAnswer; segments: readonly Segment[] }) {
  const say = words.value
  const surveys = bySurvey(answer.groups.filter(({ when }) => when === 'period'))
  if (surveys.length === 0) return <EmptyState />
  return (
    <>
      <p class="hint">{say.segmentsHelp}</p>
      {answer.joined > 0 ? <p class="hint">{say.joined(numberText(answer.joined))}</p> : null}
      {surveys.map(({ key, groups }) => {
        const by = segments.map(segmentText).join(' × ')
        const id = `segments-${key.site}-${key.survey}-${key.kind}`
        const ranked = rank(
          groups.map(group => ({
            counts: countsOf(group.scores),
            goal: goalIn(key, segments, group.segments),
            name: nameOf(segments, group.segments),
            href: hrefOf('answers', {
              ...{ site: key.site, survey: key.survey, kind: key.kind, by: null },
              ...Object.assign(
                {},
                ...segments.map((segment, place) => filterBy(segment, group.segments[place] ?? null)),
              ),
            }),
          })),
        )
        return (
          <section key={id} class="card" aria-labelledby={id}>
            <SurveyHeading id={id} survey={key} />
            {ranked.length === 0 ? (
              <p class="none">{say.noAnswers}</p>
            ) : (
              <>
                <Findings ranked={ranked} />
                <ForestPlot title={say.segmentsTitle(surveyName(key), by)} ranked={ranked} />
                <AskingsTable
                  groups={groups.map(group => ({
                    name: nameOf(segments, group.segments),
                    askings: askingsOf([group]),
                  }))}
                  title={say.segmentsTitle(surveyName(key), by)}
                />
                <ValuesTable
                  survey={key}
                  segments={segments}
                  title={say.segmentsTitle(surveyName(key), by)}
                />
              </>
            )}
          </section>
        )
      })}
    </>
  )
}

const nameOf = (segments: readonly Segment[], values: readonly (string | null)[]): string =>
  segments.map((segment, place) => segmentValueText(segment, values[place] ?? null)).join(' · ')

/** Only a group of one segment has a goal. */
function goalIn(
  survey: SurveyKey,
  [segment, second]: readonly Segment[],
  [value = null]: readonly (string | null)[],
): number | null {
  if (segment === undefined || second !== undefined) return null
  return goalOfGroup(survey, segment, value)?.goal ?? null
}

/** Lowest score first; compared by counts, before anything is rounded. */
function rank(groups: readonly Pick<Ranked, 'name' | 'href' | 'counts' | 'goal'>[]): Ranked[] {
  const answered = groups.filter(({ counts }) => answersIn(counts) > 0)
  const comparisons = compareSegments(answered.map(({ counts }) => counts))
  return answered
    .flatMap((group, place) => {
      const [score, comparison] = [scoreOf(group.counts), comparisons[place]]
      return score === null || comparison === undefined ? [] : [{ ...group, score, comparison }]
    })
    .sort((one, other) => one.score - other.score)
}

/** The worst and the best groups that differ by more than noise, by name. */
function Findings({ ranked }: { ranked: readonly Ranked[] }) {
  const say = words.value
  const worst = ranked.find(({ comparison }) => comparison.verdict === 'lower')
  const best = ranked.findLast(({ comparison }) => comparison.verdict === 'higher')
  return (
    <ul class="findings">
      {worst ? <li>{say.worst(worst.name, scoreText(worst.score))}</li> : null}
      {best ? <li>{say.best(best.name, scoreText(best.score))}</li> : null}
      {worst || best ? null : <li>{say.nothingStands}</li>}
    </ul>
  )
}
