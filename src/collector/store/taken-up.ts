import type { Kysely } from 'kysely'
import type { Selection } from '../../report/api/figures-query.ts'
import type { TakenUp } from '../../report/api/follow-up.ts'
import { isLookedAt, type ReadingEngine, selected } from './count-figures.ts'
import { scoresOf } from './list-answers.ts'
import type { Tables } from './tables.ts'

/** The outcomes for counting detractors that were taken up, by survey. They are few, so they are looked up one by one. */
export async function countTakenUp(
  db: Kysely<Tables>,
  { scalarIn, textsWith, voting }: ReadingEngine,
  selection: Selection,
  today: string,
): Promise<TakenUp[]> {
  const chosen = selected(
    db,
    { scalarIn, voting },
    { ...selection, before: null },
    selection.filters.map(({ segment }) => segment),
  ).$if(!selection.latestPerRespondent, query =>
    query.where('response.id', 'in', db.selectFrom('follow_up').select('follow_up.id')),
  )
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .innerJoin('follow_up', 'follow_up.id', 'chosen.id')
    .where('is_vote', '=', 1)
    .where('chosen.score', 'in', scoresOf.detractor)
    .where(await isLookedAt(db, textsWith, selection, 0))
    .select(['site', 'survey', 'kind', 'given_at', 'follow_up.state', 'due', 'contacted_at'])
    .execute()

  const surveys = new Map<string, TakenUp & { waits: number[] }>()
  for (const { site, survey, kind, given_at, state, due, contacted_at } of rows) {
    const key = JSON.stringify([site, survey, kind])
    const found = surveys.get(key) ?? { site, survey, kind, ...nothingDone, waits: [] }
    surveys.set(key, found)
    if (state !== 'new') found[state] += 1
    if ((state === 'new' || state === 'contacted') && due !== null && due < today) found.overdue += 1
    if (contacted_at !== null) found.waits.push(Math.max(0, Number(contacted_at) - Number(given_at)))
  }
  return [...surveys.values()].map(({ waits, ...survey }) => ({ ...survey, firstContact: median(waits) }))
}

const nothingDone = { contacted: 0, solved: 0, lost: 0, overdue: 0, firstContact: null }

/** The median; null if there are no numbers. */
function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
