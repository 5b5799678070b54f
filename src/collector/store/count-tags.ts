import { type Kysely, sql } from 'kysely'
import type { Selection } from '../../report/api/figures-query.ts'
import type { Kind } from '../../report/figures.ts'
import { isLookedAt, type ReadingEngine, selected } from './count-figures.ts'
import type { Tables } from './tables.ts'
import { idsWithTag, tagsOf } from './tags.ts'

/** How many answers with a tag share all of these fields. */
export interface TagRow {
  tag: string
  site: string
  survey: string
  kind: Kind
  score: number
  /** 1 in the period itself, 0 in the one before. */
  inPeriod: 0 | 1
  answers: number
}

/** Counts the answers that {@link countFigures} counts, by tag; an answer with several tags is counted once for each. */
export async function countTags(
  db: Kysely<Tables>,
  engine: ReadingEngine,
  selection: Selection,
): Promise<TagRow[]> {
  const tags = await tagsOf(db)
  if (tags.length === 0) return []
  const segments = selection.filters.map(({ segment }) => segment)
  const tagged = tags.map(
    tag =>
      sql`select cast(${tag.tag} as text) as tag, id from (${idsWithTag(tag, engine.textsWith)}) as found`,
  )
  const { rows } = await sql<Omit<TagRow, 'inPeriod'> & { in_period: number }>`
    with chosen as ${selected(db, engine, selection, segments)},
    tagged (tag, id) as (${sql.join(tagged, sql` union all `)})
    select tag, site, survey, kind, score, in_period, count(*) as answers
    from chosen join tagged on tagged.id = chosen.id
    where is_vote = 1 and score is not null and ${await isLookedAt(db, engine.textsWith, selection, 0)}
    group by tag, site, survey, kind, score, in_period`.execute(db)

  return rows.map(({ in_period, answers, score, ...row }) => ({
    ...row,
    score: Number(score),
    inPeriod: Number(in_period) === 1 ? 1 : 0,
    answers: Number(answers),
  }))
}
