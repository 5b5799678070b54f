import { type SelectionParameters, selectionOf } from '../report/api/figures-query.ts'
import type { TagFiguresAnswer, TaggedGroup } from '../report/api/tag-figures.ts'
import { answerFigures } from './answer-figures.ts'
import type { Store } from './store/store.ts'

/** The response to `/api/tag-figures`. @param now milliseconds since 1970 */
export async function answerTagFigures(
  store: Pick<Store, 'figures' | 'tagFigures' | 'areTextsReady'>,
  parameters: SelectionParameters,
  now: number,
): Promise<TagFiguresAnswer> {
  const rows = await store.tagFigures(selectionOf(parameters, now))
  const { at, period, before, groups } = await answerFigures(store, parameters, now)
  const tagged = new Map<string, TaggedGroup>()
  for (const { tag, site, survey, kind, inPeriod, score, answers } of rows) {
    const alike = { tag, site, survey, kind, when: inPeriod === 1 ? 'period' : 'before' } as const
    const group = tagged.get(JSON.stringify(alike)) ?? {
      ...alike,
      scores: Array.from({ length: 11 }, () => 0),
    }
    tagged.set(JSON.stringify(alike), group)
    group.scores[score] = (group.scores[score] ?? 0) + answers
  }
  const isCut = !(await store.areTextsReady())
  return { at, period, before, groups, tagged: [...tagged.values()], isCut }
}
