import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { isWorse } from '../alerts/rules.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import type { Erasure } from './erasure.ts'
import { keepNotAsked } from './not-asked.ts'
import { mergeRevisions } from './revision.ts'
import { storedBefore } from './stored-before.ts'
import { declaredSince, markUndeclared, unmarkUndeclared } from './surveys.ts'
import type { ResponseTable, Tables } from './tables.ts'
import { forgetTexts, keptWords } from './text-index.ts'
import { markToCount } from './to-count.ts'
import { Overtaken, type Transact } from './transact.ts'
import type { WriteResponses } from './write-responses.ts'

/**
 * Stores responses in a database distributed over several machines. Every statement names the ids it is about and needs
 * nothing from other responses, so each machine does its part alone; nothing is locked beforehand. Whether and where they
 * count is left to the follower, and a row next to each response says that it is due.
 */
export function createSpreadWriter({
  transact,
  remaining,
}: {
  transact: Transact
  remaining: Erasure['remaining']
}): WriteResponses {
  const write = async (all: Kysely<Tables>, { admitted, undeclared }: Parameters<WriteResponses>[0]) => {
    const stored = await storedBefore(all, [...new Set(admitted.map(({ record }) => record.id))])
    const wanted = await remaining(all, admitted)
    const { changed, refused } = mergeRevisions(
      wanted,
      new Map([...stored].map(([id, { record }]) => [id, record])),
    )
    const declared = await declaredSince(all, undeclared)
    const arriving = changed
      .map(entry =>
        arrivalOf(entry, stored.get(entry.record.id), undeclared.has(entry) && !declared.has(entry)),
      )
      .sort((one, other) => (one.row.id < other.row.id ? -1 : 1))
    await store(all, arriving)
    // Nothing was locked: if one of them has been erased since we looked, that is on record by now, or the erasure waits
    // for us and finds it.
    const entries = arriving.map(({ entry }) => entry)
    if ((await remaining(all, entries)).length < entries.length) throw new Overtaken()
    await keepWords(all, arriving)
    await keepNotAsked(
      all,
      arriving.map(({ row, before }) => ({ row, before: before?.record })),
    )
    const counted = arriving.filter(({ isUndeclared, before }) => !isUndeclared && before && !before.counted)
    await unmarkUndeclared(
      all,
      counted.map(({ row }) => row.id),
    )
    await markUndeclared(
      all,
      arriving.flatMap(({ isUndeclared, row }) => (isUndeclared ? [row] : [])),
    )
    const alertable = arriving.filter(
      ({ isUndeclared, entry, before }) =>
        !isUndeclared && !entry.isPast && isWorse(entry.record, before?.record),
    )
    await markToCount(
      all,
      arriving.map(({ row }) => row.id),
      new Set(alertable.map(({ row }) => row.id)),
    )
    // The follower, which counts them, queues the messages.
    return { refused, raised: 0 }
  }

  return async sorted =>
    sorted.admitted.length === 0 ? { refused: [], raised: 0 } : transact(all => write(all, sorted))
}

/** PostgreSQL takes 65,535 values per statement, and each column of each row is one. */
const rowsAtOnce = 500

/** @throws Overtaken if another collector has stored or erased one of them since we looked */
async function store(all: Kysely<Tables>, arriving: readonly Arrival[]): Promise<void> {
  const fresh = arriving.flatMap(({ row, before }) => (before ? [] : [row]))
  for (const rows of inPieces(fresh)) {
    const stored = await all
      .insertInto('response')
      .values(rows)
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .execute()
    if (stored.length < rows.length) throw new Overtaken()
  }
  // Only replace what was looked at. Most revisions are one higher, so few statements cover many rows.
  const byJump = new Map<number, ResponseTable[]>()
  for (const { row, before } of arriving) {
    if (!before) continue
    const jump = row.revision - before.record.revision
    byJump.set(jump, [...(byJump.get(jump) ?? []), row])
  }
  for (const [jump, later] of byJump) {
    for (const rows of inPieces(later)) {
      const stored = await all
        .insertInto('response')
        .values(rows)
        .onConflict(conflict =>
          conflict
            .column('id')
            .doUpdateSet(excludedOf(rows))
            .where('response.state', '<>', sql.lit('answered'))
            .where(sql<SqlBool>`excluded.revision - response.revision = ${sql.lit(jump)}`),
        )
        .returning('id')
        .execute()
      if (stored.length < rows.length) throw new Overtaken()
    }
  }
}

function* inPieces(rows: readonly ResponseTable[]): Generator<ResponseTable[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce)
}

/** All columns except the one the table is distributed by. */
function excludedOf(rows: readonly ResponseTable[]): Record<string, Expression<never>> {
  const columns = Object.keys(rows[0] ?? {}).filter(column => column !== 'id')
  return Object.fromEntries(columns.map(column => [column, sql<never>`${sql.ref(`excluded.${column}`)}`]))
}

async function keepWords(all: Kysely<Tables>, arriving: readonly Arrival[]): Promise<void> {
  const words = arriving.map(({ row, before }) => ({ id: row.id, before, words: keptWords(row.reason) }))
  const some = words.flatMap(({ id, words }) => (words === null ? [] : [{ id, words }]))
  if (some.length > 0) {
    await all
      .insertInto('answer_text')
      .values(some)
      .onConflict(conflict => conflict.column('id').doUpdateSet({ words: eb => eb.ref('excluded.words') }))
      .execute()
  }
  await forgetTexts(
    all,
    words.flatMap(({ id, before, words }) => (before && words === null ? [id] : [])),
  )
}
