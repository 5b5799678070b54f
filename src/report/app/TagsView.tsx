import type { Verdict } from '../../figures/difference.ts'
import { scoreOf } from '../../figures/score.ts'
import { judgeShares, type Share } from '../../figures/share-difference.ts'
import { countsOf } from '../api/counts-of.ts'
import type { TagFiguresAnswer } from '../api/tag-figures.ts'
import type { Tag, TagList } from '../api/tags.ts'
import { callsOf } from '../api/view-calls.ts'
import { hrefOf, parameters, view } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { numberText, scoreText, words } from './language.ts'
import { loadTagFigures, loadTags } from './load.ts'
import { ShareBar, shareOf } from './ShareBar.tsx'
import { SurveyHeading } from './SurveyHeading.tsx'
import { bySurvey, type SurveyKey, sumOf } from './summaries.ts'
import { TagEditor } from './TagEditor.tsx'

/** What the answers are about, by the team's own tags, and which of these occur more often than before. */
export function TagsView() {
  const calls = callsOf(view.value, parameters.value)
  return (
    <>
      <Fetched call={calls.main} load={loadTagFigures}>
        {answer => (
          <Fetched call={calls.tags} load={loadTags}>
            {list => <Surveys answer={answer} tags={list.tags} />}
          </Fetched>
        )}
      </Fetched>
      <Fetched call={calls.tags} load={loadTags}>
        {(list: TagList) => <TagEditor tags={list.tags} />}
      </Fetched>
    </>
  )
}

/** A tag in a survey's answers. */
interface Counted {
  tag: Tag
  now: Share
  before: Share
  /** The score of the answers with this tag; null if there are none. */
  score: number | null
  verdict: Verdict
}

function Surveys({ answer, tags }: { answer: TagFiguresAnswer; tags: readonly Tag[] }) {
  const say = words.value
  if (tags.length === 0) return <p class="card">{say.noTags}</p>
  const surveys = bySurvey(answer.groups).map(({ key }) => key)
  return (
    <>
      <p class="hint">{say.tagsHelp}</p>
      {answer.isCut ? <p class="hint">{say.searchedOnly}</p> : null}
      {surveys.length === 0 ? <p class="card none">{say.noAnswers}</p> : null}
      {surveys.map(key => (
        <SurveyTags
          key={`${key.site} ${key.survey} ${key.kind}`}
          survey={key}
          counted={countedIn(answer, tags, key)}
          hasBefore={answer.before !== null}
        />
      ))}
    </>
  )
}

const isOf =
  (survey: SurveyKey) =>
  (key: SurveyKey): boolean =>
    key.site === survey.site && key.survey === survey.survey && key.kind === survey.kind

/** Most frequent first. */
function countedIn({ groups, tagged }: TagFiguresAnswer, tags: readonly Tag[], survey: SurveyKey): Counted[] {
  const own = groups.filter(isOf(survey))
  const all = (when: 'period' | 'before') => sumOf(own.filter(group => group.when === when)).reduce(plus, 0)
  const [ofNow, ofBefore] = [all('period'), all('before')]
  const counted = tags.map(tag => {
    const having = tagged.filter(isOf(survey)).filter(group => group.tag === tag.tag)
    const scores = (when: 'period' | 'before') => sumOf(having.filter(group => group.when === when))
    return {
      tag,
      now: { part: scores('period').reduce(plus, 0), of: ofNow },
      before: { part: scores('before').reduce(plus, 0), of: ofBefore },
      score: scoreOf(countsOf(scores('period'))),
    }
  })
  const verdicts = judgeShares(counted)
  return counted
    .map((summary, place) => ({ ...summary, verdict: verdicts[place] ?? ('unknown' as const) }))
    .filter(({ now, before }) => now.part + before.part > 0)
    .sort((one, other) => other.now.part - one.now.part)
}

const plus = (one: number, other: number) => one + other

interface SurveyTagsProps {
  survey: SurveyKey
  counted: readonly Counted[]
  hasBefore: boolean
}

function SurveyTags({ survey, counted, hasBefore }: SurveyTagsProps) {
  const say = words.value
  const id = `tags-${survey.site}-${survey.survey}-${survey.kind}`
  const only = { site: survey.site, survey: survey.survey, kind: survey.kind }
  return (
    <section class="card" aria-labelledby={id}>
      <SurveyHeading {...{ id, survey }} />
      {hasBefore && counted.length > 0 ? <Findings counted={counted} /> : null}
      {counted.length === 0 ? (
        <p class="none">{say.noneTagged}</p>
      ) : (
        <TagTable {...{ only, counted, hasBefore }} />
      )}
    </section>
  )
}

interface TagTableProps extends Omit<SurveyTagsProps, 'survey'> {
  /** The parameters that narrow a link to the survey. */
  only: Record<string, string>
}

function TagTable({ only, counted, hasBefore }: TagTableProps) {
  const say = words.value
  return (
    <div class="scrolls">
      <table class="tags">
        <thead>
          <tr>
            <th scope="col">{say.tag}</th>
            <th scope="col">{say.answersColumn}</th>
            <th scope="col" class="bar-column">
              {say.share}
            </th>
            {hasBefore ? <th scope="col">{say.shareBefore}</th> : null}
            {hasBefore ? <th scope="col">{say.changeColumn}</th> : null}
            <th scope="col">{say.nps}</th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ tag, now, before, score, verdict }) => (
            <tr key={tag.tag}>
              <th scope="row">{tag.name}</th>
              <td>
                <a
                  href={hrefOf('answers', { ...only, tag: tag.tag })}
                  aria-label={`${tag.name}: ${say.answers(numberText(now.part), now.part === 1)}`}
                >
                  {numberText(now.part)}
                </a>
              </td>
              <td>
                <ShareBar share={now} />
              </td>
              {hasBefore ? <td>{shareOf(before)}</td> : null}
              {hasBefore ? <td class={verdict}>{say.tagVerdicts[verdict]}</td> : null}
              <td>{score === null ? '–' : scoreText(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Tags that occur more or less often than before, by more than noise. */
function Findings({ counted }: { counted: readonly Counted[] }) {
  const say = words.value
  const changed = counted.filter(({ verdict }) => verdict === 'rise' || verdict === 'fall')
  return (
    <ul class="findings">
      {changed.length === 0 ? <li>{say.noTagChanged}</li> : null}
      {changed.map(({ tag, before, now, verdict }) => (
        <li key={tag.tag}>{say.tagChanged(tag.name, verdict === 'rise', shareOf(before), shareOf(now))}</li>
      ))}
    </ul>
  )
}
