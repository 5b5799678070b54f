import { type CompiledQuery, type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { Reason, ReasonQuery } from '../../report/reason.ts'
import { countFigures } from './count-figures.ts'
import type { Erasure } from './erasure.ts'
import { fillSome, isFilling } from './fills.ts'
import { keptOf, withKeptWord } from './kept.ts'
import { listAnswers } from './list-answers.ts'
import type { Person } from './person.ts'
import { recordsOf } from './records.ts'
import { askNextTime, memoryOf, waitingFor } from './respondents.ts'
import { longestJump, settle } from './revision.ts'
import { rowOf } from './row.ts'
import type { ScalarIn } from './segment-columns.ts'
import { MessagesRefused, ResponseRefused, StoreUnavailable, type UpdatedStore } from './store.ts'
import type { ResponseTable, Tables } from './tables.ts'
import { tally } from './tally.ts'

interface Engine {
  erasure: Erasure
  /** Whether it was the row's fault, not the store's, that a statement failed. */
  isRowAtFault(error: unknown): boolean
  /** What is wrong with the store, for the operator, in a few words. */
  explain(error: unknown): string
  /** Throws if nothing could be written now. */
  check(): Promise<void>
  scalarIn: ScalarIn
  /** Does something that erases, so that nothing of it stays behind in the files. */
  erasing<Result>(action: () => Promise<Result>): Promise<Result>
  /** Does what one collector at a time has to do; null where another is at it. */
  alone<Result>(action: () => Promise<Result>): Promise<Result | null>
}

/** The store in any database that Kysely speaks to; what differs from one to the next is in `engine`. */
export function createSqlStore(db: Kysely<Tables>, engine: Engine): UpdatedStore {
  const attempt = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    try {
      return await action()
    } catch (cause) {
      if (cause instanceof MessagesRefused) throw cause
      if (engine.isRowAtFault(cause)) throw new ResponseRefused('This response cannot be stored.', { cause })
      throw new StoreUnavailable(engine.explain(cause), { cause })
    }
  }

  const upsert = createUpsert(db)
  const { erasure } = engine

  return {
    saveAll: responses =>
      attempt(async () => {
        const remaining = await erasure.remaining(responses)
        const kept = await keptOf(db, remaining)
        const { changed, refused } = settle(
          remaining,
          new Map([...kept].map(([id, { record }]) => [id, record])),
        )
        await upsert(inOrder(changed.map(entry => rowOf(withKeptWord(entry, kept.get(entry.record.id))))))
        if (refused.length > 0)
          throw new MessagesRefused(
            refused.map(({ entry, complaint }) => ({ place: responses.indexOf(entry), complaint })),
          )
      }),
    tally: starts => attempt(() => tally(db, starts)),
    reasons: query => attempt(() => reasons(db, query)),
    figures: query => attempt(() => countFigures(db, engine.scalarIn, query)),
    answers: query => attempt(() => listAnswers(db, engine.scalarIn, query)),
    records: query =>
      attempt(async () => {
        if (query.person) await demandFilled(db, query.person)
        return recordsOf(db, query)
      }),
    waitingFor: person => attempt(() => waitingFor(db, person)),
    erase: (person, now) =>
      attempt(async () => {
        await demandFilled(db, person)
        return engine.erasing(() => erasure.erase(person, now))
      }),
    expire: expiry =>
      attempt(async () => (await engine.alone(() => engine.erasing(() => erasure.expire(expiry)))) ?? 0),
    memoryOf: respondent => attempt(() => memoryOf(db, respondent)),
    askNextTime: trigger => attempt(() => askNextTime(db, trigger)),
    fill: () => attempt(() => fillSome(db)),
    check: () => attempt(() => engine.check()),
    close: () => db.destroy(),
  }
}

/** Nobody is told that all of somebody's answers were found or erased while some of them can't be found yet. */
async function demandFilled(db: Kysely<Tables>, { by }: Person): Promise<void> {
  if (by === 'id' || by === 'ref' || !(await isFilling(db, 'people'))) return
  throw new Error('older responses are still being made ready to be found by who answered')
}

/** By their ids: two collectors that store the same rows in one order never wait for each other in a circle. */
const inOrder = (rows: readonly ResponseTable[]): ResponseTable[] =>
  [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))

/**
 * Stores rows by one statement: they are durable as a whole, or not there. Building the statement takes as long as
 * running it, and all of one size are alike but for their values, so each size is built once.
 */
function createUpsert(db: Kysely<Tables>): (rows: readonly ResponseTable[]) => Promise<void> {
  const built = new Map<number, CompiledQuery>()
  return async rows => {
    if (rows.length === 0) return
    const query = built.get(rows.length) ?? upsertOf(db, rows.length)
    built.set(rows.length, query)
    await db.executeQuery({ ...query, parameters: rows.flatMap(row => columns.map(column => row[column])) })
  }
}

/** The statement for so many rows; its parameters are the rows' columns, one row after the other. */
function upsertOf(db: Kysely<Tables>, rows: number): CompiledQuery {
  const row = sql`(${sql.join(columns.map(() => null))})`
  return db
    .insertInto('response')
    .columns(columns)
    .expression(sql`values ${sql.join(Array.from({ length: rows }, () => row))}`)
    .onConflict(conflict =>
      conflict
        .column('id')
        .doUpdateSet(allExcluded)
        .whereRef('excluded.revision', '>', 'response.revision')
        .where('response.state', '<>', sql.lit('answered'))
        // Another collector may have stored one since this one has looked.
        .whereRef('excluded.site', '=', 'response.site')
        .whereRef('excluded.survey', '=', 'response.survey')
        .whereRef('excluded.trigger_name', '=', 'response.trigger_name')
        .whereRef('excluded.ref', 'is not distinct from', 'response.ref')
        .where(sql<SqlBool>`excluded.revision - response.revision <= ${sql.lit(longestJump)}`),
    )
    .compile()
}

const replaced = [
  'revision',
  'site',
  'survey',
  'kind',
  'state',
  'test',
  'self_selected',
  'trigger_name',
  'trigger_source',
  'ref',
  'verified',
  'standing',
  'score',
  'reason',
  'locale',
  'page_url',
  'asked_at',
  'scored_at',
  'ended_at',
  'given_at',
  'received_at',
  'record',
  'respondent',
  'visitor',
  'email',
  'implausible',
  'respondent_verified',
  'opted_out',
  'subject',
] as const satisfies (keyof ResponseTable)[]

const columns = ['id', ...replaced] as const

function allExcluded(): Record<(typeof replaced)[number], Expression<never>> {
  const entries = replaced.map(column => [column, sql<never>`${sql.ref(`excluded.${column}`)}`])
  // Object.fromEntries forgets the keys' names.
  return Object.fromEntries(entries) as Record<(typeof replaced)[number], Expression<never>>
}

async function reasons(
  db: Kysely<Tables>,
  { limit, after, onlyVerified = false, ...survey }: ReasonQuery,
): Promise<Reason[]> {
  const rows = await db
    .selectFrom('response')
    .select([
      'id',
      'score',
      'reason',
      'given_at',
      'trigger_name',
      'ref',
      'page_url',
      'locale',
      'self_selected',
      'verified',
    ])
    .where('site', '=', survey.site)
    .where('survey', '=', survey.survey)
    .where('kind', '=', survey.kind)
    .where('state', '=', 'answered')
    .where('test', '=', 0)
    .where('score', 'is not', null)
    .where('reason', 'is not', null)
    .$if(onlyVerified, query => query.where('verified', '=', 1))
    .$if(after !== undefined, query =>
      query.where(eb => eb(eb.refTuple('given_at', 'id'), '<', eb.tuple(after?.at ?? 0, after?.id ?? ''))),
    )
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .$narrowType<{ score: number; reason: string }>()
    .execute()

  return rows.map(row => ({
    id: row.id,
    score: row.score,
    reason: row.reason,
    at: Number(row.given_at),
    triggerName: row.trigger_name,
    ref: row.ref,
    pageUrl: row.page_url,
    locale: row.locale,
    selfSelected: row.self_selected === 1,
    verified: row.verified === 1,
  }))
}
