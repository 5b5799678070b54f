import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Category } from '../../figures/category.ts'
import type { ResponseRecord } from '../../protocol/response.ts'
import type { ListedAnswer } from '../../report/api/figures-answer.ts'
import type { Selection } from '../../report/api/figures-query.ts'
import type { ReasonCursor } from '../../report/reason.ts'
import type { Search } from '../../words/terms.ts'
import { isLookedAt, type ReadingEngine, selected } from './count-figures.ts'
import { orderCurrency, orderValue } from './order-value.ts'
import type { ScalarIn } from './segment-columns.ts'
import type { Tables } from './tables.ts'
import { tagsOn } from './tags.ts'
import type { TextsWith } from './text-index.ts'

export interface AnswersQuery {
  /** Only its period is listed, not the one before it. */
  selection: Selection
  scores: readonly number[]
  /** Only those with a reason. */
  withText: boolean
  /** Only those whose order has a plausible value in this currency; null: whatever it was worth. */
  currency: string | null
  /** Only those whose text matches; null: whatever the text. */
  search: Search | null
  /** Only those further down the list. */
  after: ReasonCursor | null
  limit: number
}

/** The scores of a category. */
export const scoresOf: Readonly<Record<Category, readonly number[]>> = {
  promoter: [9, 10],
  passive: [7, 8],
  detractor: [0, 1, 2, 3, 4, 5, 6],
}

/** The answers behind a figure, newest first: the same ones that {@link countFigures} counts. */
export async function listAnswers(
  db: Kysely<Tables>,
  { scalarIn, textsWith, voting }: ReadingEngine,
  { selection, scores, withText, currency, search, after, limit }: AnswersQuery,
): Promise<ListedAnswer[]> {
  const { filters } = selection
  const chosen = selected(
    db,
    { scalarIn, voting },
    { ...selection, before: null },
    filters.map(({ segment }) => segment),
  )
    .select(['response.record', 'response.ref', 'response.verified'])
    .$if(currency !== null, query => query.select(isWorth(scalarIn, currency ?? '').as('is_worth')))
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .where('is_vote', '=', 1)
    .where('chosen.score', 'in', scores)
    .$if(currency !== null, query => query.where(sql<SqlBool>`is_worth`))
    .$if(withText, query => query.where('has_reason', '=', 1))
    .where(await isLookedAt(db, textsWith, selection, 0))
    .where(search === null ? sql<SqlBool>`1 = 1` : hasWords(textsWith, search))
    .$if(after !== null, query =>
      query.where(eb =>
        eb(eb.refTuple('chosen.given_at', 'chosen.id'), '<', eb.tuple(after?.at ?? 0, after?.id ?? '')),
      ),
    )
    .select(['chosen.id', 'chosen.given_at', 'chosen.record', 'chosen.ref', 'chosen.verified'])
    .orderBy('chosen.given_at', 'desc')
    .orderBy('chosen.id', 'desc')
    .limit(limit)
    .execute()

  return listed(db, rows)
}

/** List entries for the rows of `chosen`, in their order. */
export async function listed(
  db: Kysely<Tables>,
  rows: readonly {
    id: string
    given_at: number
    record: string
    ref: string | null
    verified: 0 | 1
  }[],
): Promise<ListedAnswer[]> {
  const tags = await tagsOn(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, given_at, record, ref, verified }) => {
    // Not checked: it passed the schema when it was stored.
    const stored: ResponseRecord = JSON.parse(record)
    const { trigger, page } = stored
    return {
      id,
      site: stored.site,
      survey: stored.survey,
      kind: stored.kind,
      score: stored.score ?? 0,
      isConfirmed: stored.state === 'answered',
      reason: stored.reason,
      at: Number(given_at),
      touchpoint: trigger.name,
      ref,
      page: page.url,
      language: stored.locale,
      device: stored.device,
      value: trigger.value ?? null,
      currency: trigger.currency ?? null,
      question: stored.question,
      mayContact: stored.contact?.allowed ?? false,
      email: stored.contact?.allowed ? (stored.contact.email ?? null) : null,
      verified: verified === 1,
      properties: trigger.properties ?? {},
      tags: (tags.get(id) ?? []).map(({ tag, name }) => ({ tag, name })),
    }
  })
}

/** The same orders whose values are counted. */
const isWorth = (scalarIn: ScalarIn, currency: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${orderValue(scalarIn)} is not null and ${orderCurrency(scalarIn)} = ${currency}`

/** The index finds the words; whether they follow each other is checked only in the few texts that have them all. */
function hasWords(textsWith: TextsWith, { term, phrases }: Search): RawBuilder<SqlBool> {
  const words = sql`chosen.id in (${textsWith([term])})`
  const follow = phrases.map(phrase => {
    const spaced = sql`' ' || replace(answer_text.words, ${'\n'}, ${' \n '}) || ' '`
    return sql`exists (select 1 from answer_text
      where answer_text.id = chosen.id and ${spaced} like ${`% ${phrase} %`})`
  })
  return sql<SqlBool>`${sql.join([words, ...follow], sql` and `)}`
}
