import { differenceOf, type Verdict, verdictOf } from '../../figures/difference.ts'
import { answersIn } from '../../figures/score.ts'
import { judgeShares, type Share } from '../../figures/share-difference.ts'
import { countsOf } from '../../report/api/counts-of.ts'
import type { FigureGroup, ListedAnswer } from '../../report/api/figures-answer.ts'
import type { TagFiguresAnswer } from '../../report/api/tag-figures.ts'
import type { Tag } from '../../report/api/tags.ts'

/** A tag that occurs more often than in the week before, by more than noise. */
export interface RisingTag {
  name: string
  answers: number
  answersBefore: number
}

export interface DigestSurvey {
  site: string
  survey: string
  kind: FigureGroup['kind']
  /** As in `GET /api/figures` for the same week: points with one decimal. */
  answers: number
  score: number | null
  interval: FigureGroup['interval']
  /** In the week before. */
  answersBefore: number
  scoreBefore: number | null
  /** The later score minus the earlier, not rounded; null if either has no answers. */
  points: number | null
  verdict: Verdict
  tags: readonly RisingTag[]
}

/** The summary of a week. */
export interface Digest {
  /** The dates of its first and last day; days are UTC days, as in the whole report. */
  from: string
  to: string
  surveys: readonly DigestSurvey[]
  /** Follow-ups that nobody has closed; null if follow-ups are not kept. */
  openFollowUps: number | null
  /** The ids of answers whose visitors wait for a call, lowest score first. */
  calls: readonly string[]
}

/** The most calls a digest lists: nobody can make more on a Monday. */
export const mostCalls = 10

const none = { answers: 0, score: null, interval: null, scores: [] as readonly number[] }

/** Puts a week's digest together from the report's figures. */
export function digestOf({
  week: { from, to },
  figures: { groups, tagged },
  tags,
  detractors,
  openFollowUps,
}: {
  week: { from: string; to: string }
  figures: Pick<TagFiguresAnswer, 'groups' | 'tagged'>
  tags: readonly Tag[]
  /** Those of the week. */
  detractors: readonly Pick<ListedAnswer, 'id' | 'score' | 'value' | 'mayContact'>[]
  openFollowUps: number | null
}): Digest {
  const keys = new Map(groups.map(group => [keyOf(group), group]))
  const surveys = [...keys.values()].map(({ site, survey, kind }): DigestSurvey => {
    const of = (when: FigureGroup['when']) =>
      groups.find(group => keyOf(group) === keyOf({ site, survey, kind }) && group.when === when) ?? none
    const [now, before] = [of('period'), of('before')]
    const counts = [countsOf(before.scores), countsOf(now.scores)] as const
    return {
      ...{ site, survey, kind },
      ...{ answers: now.answers, score: now.score, interval: now.interval },
      ...{ answersBefore: before.answers, scoreBefore: before.score },
      points: differenceOf(...counts)?.points ?? null,
      verdict: verdictOf(...counts),
      tags: risingTags(
        tagged.filter(group => keyOf(group) === keyOf({ site, survey, kind })),
        tags,
        { now: now.answers, before: before.answers },
      ),
    }
  })
  const shown = surveys.filter(({ answers, answersBefore }) => answers + answersBefore > 0)
  return { from, to, surveys: shown, openFollowUps, calls: callsAmong(detractors) }
}

const keyOf = ({ site, survey, kind }: Pick<FigureGroup, 'site' | 'survey' | 'kind'>) =>
  [site, survey, kind].join('\n')

function risingTags(
  tagged: TagFiguresAnswer['tagged'],
  tags: readonly Tag[],
  of: { now: number; before: number },
): RisingTag[] {
  const counted = tags.map(({ tag, name }) => {
    const given = (when: 'period' | 'before') =>
      tagged
        .filter(group => group.tag === tag && group.when === when)
        .reduce((sum, { scores }) => sum + answersIn(countsOf(scores)), 0)
    const now: Share = { part: given('period'), of: of.now }
    const before: Share = { part: given('before'), of: of.before }
    return { name, now, before }
  })
  const verdicts = judgeShares(counted)
  return counted
    .filter((_, place) => verdicts[place] === 'rise')
    .map(({ name, now, before }) => ({ name, answers: now.part, answersBefore: before.part }))
    .sort((one, other) => other.answers - one.answers)
}

/** The visitors who allowed contact: lowest score first, then most valuable order. */
function callsAmong(
  detractors: readonly Pick<ListedAnswer, 'id' | 'score' | 'value' | 'mayContact'>[],
): string[] {
  return detractors
    .filter(({ mayContact }) => mayContact)
    .sort((one, other) => one.score - other.score || (other.value ?? 0) - (one.value ?? 0))
    .slice(0, mostCalls)
    .map(({ id }) => id)
}
