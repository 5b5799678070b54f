import type { Kysely, RawBuilder } from 'kysely'
import type { Period } from '../../figures/periods.ts'
import { type NotAsked, NotAsked as NotAskedSchema, type ResponseRecord } from '../../protocol/response.ts'
import { leaveToFill } from './fills.ts'
import { dayLength } from './rollup-rows.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { ResponseTable, Tables } from './tables.ts'
import { isDeclaredIn } from './undeclared.ts'

/** The triggers before a response that led to no asking, as the response reports: one row per rule. */
export interface NotAskedTable {
  /** The response's id; each response reports this once, whatever its revision. */
  id: string
  rule: string
  site: string
  /** The day it was asked, in days since 1970, UTC. */
  day: number
  triggers: number
}

/** How many triggers a rule held back, as reported on one day. */
export interface NotAskedRow {
  rule: string
  /** Days since 1970, UTC. */
  day: number
  triggers: number
}

export interface NotAskedQuery {
  period: Period
  site: string | null
}

export async function addNotAskedTable(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  await addTable(
    db.schema
      .createTable('not_asked')
      .addColumn('id', text, column => column.notNull())
      .addColumn('rule', text, column => column.notNull())
      .addColumn('site', text, column => column.notNull())
      .addColumn('day', 'integer', column => column.notNull())
      .addColumn('triggers', 'integer', column => column.notNull())
      .addPrimaryKeyConstraint('not_asked_key', ['id', 'rule']),
  )
  await db.schema
    .createIndex('not_asked_day')
    .ifNotExists()
    .on('not_asked')
    .columns(['day', 'site', 'rule', 'triggers', 'id'])
    .execute()
  // A browser may have reported it to an earlier collector, which stored it without reading it.
  await leaveToFill(db, 'not-asked')
}

type NotAskedSource = Pick<ResponseTable, 'id' | 'site' | 'asked_at' | 'test' | 'record'>

/** A row being stored, and the record it replaces. */
export interface NotAskedChange {
  row: NotAskedSource
  before?: Pick<ResponseRecord, 'notAsked'> | undefined
}

/** Stores what these responses report; the latest revision of each holds. */
export async function keepNotAsked(all: Kysely<Tables>, changes: readonly NotAskedChange[]): Promise<void> {
  await forgetNotAsked(
    all,
    changes.flatMap(({ row, before }) => (before?.notAsked ? [row.id] : [])),
  )
  const rows = changes.flatMap(({ row }) => rowsOf(row))
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await all
      .insertInto('not_asked')
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict(conflict =>
        conflict
          .columns(['id', 'rule'])
          .doUpdateSet({ triggers: eb => eb.ref('excluded.triggers'), day: eb => eb.ref('excluded.day') }),
      )
      .execute()
}

/** SQLite takes 32,766 values per statement. */
const rowsAtOnce = 5000

function rowsOf({ id, site, asked_at, test, record }: NotAskedSource): NotAskedTable[] {
  // Few records report anything; the others can be recognised without parsing.
  if (test === 1 || !record.includes('"notAsked"')) return []
  // Not checked: it passed the schema when it was stored.
  const { notAsked }: { notAsked?: NotAsked | null } = JSON.parse(record)
  const day = Math.floor(asked_at / dayLength)
  return Object.entries(notAsked ?? {}).map(([rule, triggers]) => ({ id, rule, site, day, triggers }))
}

/** Forgets what these responses reported. */
export async function forgetNotAsked(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await all
      .deleteFrom('not_asked')
      .where('id', 'in', [...ids])
      .execute()
}

/** Responses per batch; new ones wait while a batch is being filled in. */
const pageOfRows = 250

/** Fills in what responses reported before this was stored. Returns the last id, or null after the last batch. */
export async function fillNotAsked(all: Kysely<Tables>, after: string): Promise<string | null> {
  const rows = await all
    .selectFrom('response')
    .select(['id', 'site', 'asked_at', 'test', 'record'])
    .where('id', '>', after)
    .where('record', 'like', '%"notAsked"%')
    .orderBy('id')
    .limit(pageOfRows)
    .execute()
  await keepNotAsked(
    all,
    rows
      .filter(({ record }) => hasValidNotAsked(JSON.parse(record)))
      .map(row => ({ row: { ...row, asked_at: Number(row.asked_at) } })),
  )
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}

/** Whether the current schema accepts it: an earlier version stored it unchecked. */
const hasValidNotAsked = ({ notAsked }: { notAsked?: unknown }): boolean =>
  NotAskedSchema.safeParse(notAsked).success

/** Counts the triggers that led to no asking, by rule and day, leaving out surveys that nobody has declared. */
export async function countNotAsked(
  db: Kysely<Tables>,
  { period, site }: NotAskedQuery,
): Promise<NotAskedRow[]> {
  const rows = await db
    .selectFrom('not_asked')
    .where('day', '>=', Math.floor(period.start / dayLength))
    .where('day', '<', Math.ceil(period.end / dayLength))
    .where(isDeclaredIn('not_asked'))
    .$if(site !== null, query => query.where('site', '=', site ?? ''))
    .groupBy(['rule', 'day'])
    .select(['rule', 'day'])
    .select(eb => eb.fn.sum('triggers').as('triggers'))
    .orderBy('day')
    .orderBy('rule')
    .execute()
  return rows.map(({ rule, day, triggers }) => ({ rule, day: Number(day), triggers: Number(triggers) }))
}
