import type { Kysely } from 'kysely'
import { longestLead } from '../respondent-memory.ts'
import { forgetFollowUps } from './follow-up.ts'
import { forgetNotAsked } from './not-asked.ts'
import { forgetMessages } from './outgoing.ts'
import { hasWaiting, type Person, withoutEmail } from './person.ts'
import { keyOf } from './records.ts'
import type { Rollup, RollupEngine } from './rollup.ts'
import { countedColumns } from './rollup-rows.ts'
import type { Expiry, ReceivedResponse } from './store.ts'
import { unmarkUndeclared } from './surveys.ts'
import type { Tables } from './tables.ts'
import { forgetTags } from './tags.ts'
import { takeTurns } from './take-turns.ts'
import { forgetTexts } from './text-index.ts'
import type { Transact } from './transact.ts'
import { isDeclared } from './undeclared.ts'

export interface Erasure {
  /** The responses among these that nobody has asked to erase. */
  remaining(all: Kysely<Tables>, responses: readonly ReceivedResponse[]): Promise<readonly ReceivedResponse[]>
  erase(person: Person, now: number): Promise<number>
  expire(expiry: Expiry): Promise<number>
  /** Erases all responses of surveys that nobody has declared. Returns how many. */
  eraseUndeclared(): Promise<number>
}

/** Rows per batch; new ones wait while a batch is being erased. */
const pageOfRows = 200

/**
 * Erases. If no other collector shares the database, the ids of erased responses are kept in memory, too, so that storing
 * costs no look-up.
 */
export function createErasure(
  db: Kysely<Tables>,
  {
    rollup,
    transact,
    engine,
    isShared,
  }: { rollup: Rollup; transact: Transact; engine: RollupEngine; isShared: boolean },
): Erasure {
  const remove = createRemove(rollup, engine)
  let erased: Promise<Set<string>> | null = null
  const erasedIds = (all: Kysely<Tables>) => {
    erased ??= readErased(all).catch(error => {
      erased = null
      throw error
    })
    return erased
  }

  return {
    async remaining(all, responses) {
      const gone = await (isShared ? erasedAmong(all, responses) : erasedIds(all))
      return gone.size === 0 ? responses : responses.filter(({ record }) => !gone.has(record.id))
    },
    async erase(person, now) {
      const gone = isShared ? new Set<string>() : await erasedIds(db)
      let count = 0
      const { by, site } = person
      const key = keyOf(person)
      if (hasWaiting(person)) {
        await db
          .deleteFrom('next_visit')
          .where(person.by, '=', key)
          .$if(site !== undefined, query => query.where('site', '=', site ?? ''))
          .execute()
      }
      for (;;) {
        const rows = await db
          .selectFrom('response')
          .select('id')
          .where(by, '=', key)
          .$if(site !== undefined, query => query.where('site', '=', site ?? ''))
          .limit(pageOfRows)
          .execute()
        if (rows.length === 0) return count
        const ids = rows.map(({ id }) => id)
        await transact(async all => {
          await all
            .insertInto('erased')
            .values(ids.map(id => ({ id, erased_at: now })))
            .onConflict(conflict => conflict.column('id').doNothing())
            .execute()
          await remove(all, ids)
        })
        for (const id of ids) gone.add(id)
        count += ids.length
        await takeTurns()
      }
    },
    async expire({ responses, emails, erased: erasedBefore, triggers, audit = null, now, limit }) {
      const changed =
        (await expireResponses(db, { remove, transact }, responses, limit)) +
        (await expireEmails(db, transact, emails, limit))
      await db.deleteFrom('erased').where('erased_at', '<', erasedBefore).execute()
      // An earlier version accepted any instant, and one far in the future would never expire.
      if (now !== undefined)
        await db
          .updateTable('next_visit')
          .set({ at: now })
          .where('at', '>', now + longestLead)
          .execute()
      await db.deleteFrom('next_visit').where('at', '<', triggers).execute()
      if (audit !== null) await db.deleteFrom('audit').where('at', '<', audit).execute()
      if (now !== undefined) {
        await db.deleteFrom('session').where('ends_at', '<=', now).execute()
        await db.deleteFrom('member_link').where('ends_at', '<=', now).execute()
      }
      return changed
    },
    async eraseUndeclared() {
      for (let count = 0; ; ) {
        const rows = await db.selectFrom('undeclared').select('id').limit(pageOfRows).execute()
        if (rows.length === 0) return count
        const ids = rows.map(({ id }) => id)
        await transact(all => remove(all, ids))
        count += ids.length
        await takeTurns()
      }
    },
  }
}

type Remove = (all: Kysely<Tables>, ids: readonly string[]) => Promise<void>

/** Deletes responses and takes them out of the counts. */
const createRemove =
  (rollup: Rollup, { holdResponses }: RollupEngine): Remove =>
  async (all, wanted) => {
    const counting = await rollup.begin(all)
    // Only these: a response that another collector is storing meanwhile would go without being taken out of the counts.
    const ids = await holdResponses(all, wanted)
    if (ids.length === 0) return
    const rows = await all
      .selectFrom('response')
      .select(countedColumns)
      .where('id', 'in', [...ids])
      .where(isDeclared)
      .execute()
    await rollup.apply(all, { leaving: rows, entering: [] }, counting)
    await all
      .deleteFrom('response')
      .where('id', 'in', [...ids])
      .execute()
    await unmarkUndeclared(all, ids)
    await forgetTexts(all, ids)
    await forgetTags(all, ids)
    await forgetFollowUps(all, ids)
    await forgetNotAsked(all, ids)
    await forgetMessages(all, ids)
  }

async function erasedAmong(db: Kysely<Tables>, responses: readonly ReceivedResponse[]): Promise<Set<string>> {
  const ids = responses.map(({ record }) => record.id)
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('erased').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

async function readErased(db: Kysely<Tables>): Promise<Set<string>> {
  const rows = await db.selectFrom('erased').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}

async function expireResponses(
  db: Kysely<Tables>,
  { remove, transact }: { remove: Remove; transact: Transact },
  before: number | null,
  limit: number,
): Promise<number> {
  if (before === null) return 0
  const rows = await db
    .selectFrom('response')
    .select('id')
    .where('received_at', '<', before)
    .limit(limit)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await transact(all => remove(all, ids))
  return ids.length
}

async function expireEmails(
  db: Kysely<Tables>,
  transact: Transact,
  before: number | null,
  limit: number,
): Promise<number> {
  if (before === null) return 0
  const rows = await db
    .selectFrom('response')
    .select(['id', 'record'])
    .where('email', 'is not', null)
    .where('received_at', '<', before)
    .limit(limit)
    .execute()
  if (rows.length === 0) return 0
  // In one transaction: separate ones would each be synced to disk.
  await transact(async all => {
    for (const { id, record } of rows) {
      await all
        .updateTable('response')
        .set({ email: null, record: withoutEmail(record) })
        .where('id', '=', id)
        // A later message brings its own e-mail address.
        .where('record', '=', record)
        .execute()
    }
  })
  return rows.length
}
