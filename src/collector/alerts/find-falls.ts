import { differenceOf, verdictOf } from '../../figures/difference.ts'
import { answersIn, type Counts, scoreOf } from '../../figures/score.ts'
import { countsOf } from '../../report/api/counts-of.ts'
import type { FigureGroup } from '../../report/api/figures-answer.ts'
import { answerFigures } from '../answer-figures.ts'
import type { Store } from '../store/store.ts'
import { type Fall, keyOf, type NewMessage } from './message.ts'
import type { Rule } from './rules.ts'

type FallStore = Pick<Store, 'alertSettings' | 'figures' | 'falls' | 'beginFall' | 'endFall'>

/**
 * For each rule on falling scores, checks whether the score of the last 30 days is lower than that of the 30 days before by
 * more than noise. Each fall is reported once: there can be another only after the score has recovered. Returns how many
 * messages are new.
 */
export async function findFalls(store: FallStore, now: number): Promise<number> {
  const rules = (await store.alertSettings()).rules.filter(({ on }) => on === 'fall')
  if (rules.length === 0) return 0
  const known = await store.falls()
  let added = 0
  for (const rule of rules) {
    for (const { survey, before, after } of await comparedBy(store, rule, now)) {
      const key = { rule: rule.id, ...survey }
      const isKnown = known.some(
        fall =>
          fall.rule === rule.id &&
          fall.site === survey.site &&
          fall.survey === survey.survey &&
          fall.kind === survey.kind,
      )
      const isBelow = (differenceOf(before, after)?.points ?? 0) < 0
      if (isKnown && !isBelow) await store.endFall(key)
      if (isKnown || verdictOf(before, after) !== 'fall') continue
      const messages = messagesOf(rule, fallOf(survey, before, after), now)
      added += await store.beginFall({ fall: { ...key, since: now }, messages })
    }
  }
  return added
}

type SurveyKey = Pick<FigureGroup, 'site' | 'survey' | 'kind'>

async function comparedBy(
  store: Pick<Store, 'figures'>,
  { site, survey, team, trait }: Rule,
  now: number,
): Promise<{ survey: SurveyKey; before: Counts; after: Counts }[]> {
  const narrowed = {
    ...(site !== undefined && { site }),
    ...(survey !== undefined && { survey }),
    ...(team !== undefined && { team }),
    ...(trait !== undefined && { trait: `${trait.name}:${trait.value}` }),
  }
  const { groups } = await answerFigures(store, { period: '30d', ...narrowed }, now)
  const surveys = new Map(
    groups.map(({ site, survey, kind }) => [keyOf(site, survey, kind), { site, survey, kind }]),
  )
  return [...surveys.values()].map(survey => {
    const counts = (when: FigureGroup['when']) =>
      countsOf(
        groups.find(
          group =>
            group.when === when &&
            group.site === survey.site &&
            group.survey === survey.survey &&
            group.kind === survey.kind,
        )?.scores ?? [],
      )
    return { survey, before: counts('before'), after: counts('period') }
  })
}

const fallOf = (survey: SurveyKey, before: Counts, after: Counts): Fall => ({
  ...survey,
  score: scoreOf(after) ?? 0,
  before: scoreOf(before) ?? 0,
  answers: answersIn(after),
  answersBefore: answersIn(before),
})

function messagesOf({ id, name, destinations }: Rule, fall: Fall, now: number): NewMessage[] {
  const { site, survey, kind } = fall
  return destinations.map(destination => ({
    id: keyOf('fall', id, site, survey, kind, String(now), destination),
    destination,
    body: { kind: 'fall', rule: { id, name }, fall },
    about: '',
    madeAt: now,
  }))
}
