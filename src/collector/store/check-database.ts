import { type Kysely, sql } from 'kysely'
import { openToRead } from './open-to-read.ts'
import { type CountColumn, dayLength, scoreIn, wholeSegment } from './rollup-rows.ts'
import { isSpread } from './spread-tables.ts'
import type { UpdatedStore } from './store.ts'
import type { Tables } from './tables.ts'
import type { RollupLag } from './to-count.ts'

export interface DatabaseCheck {
  counts: {
    responses: number
    answered: number
    /** Those the report counts: one per order, neither tests nor self-selected. */
    counting: number
    erased: number
    waiting: number
    /** Events, goals and reference lines. */
    noted: number
  }
  /** What is stored but not yet counted, if the database is distributed over several machines; null if it isn't. */
  lag: RollupLag | null
  /** What is wrong, one sentence each. */
  wrong: string[]
  /** Where the report's counts differ from the rows, one sentence each; a recount fixes them. */
  miscounted: string[]
}

const pageOfRows = 1000

/**
 * Checks that a database is intact: by the database's own check if it has one, that each row agrees with its record, and
 * that the counts the report is read from agree with the rows.
 * @param onProgress called with the number of responses read so far
 * @throws if it cannot be opened or read
 */
export async function checkDatabase(
  place: { dataFolder: string; databaseUrl: string | null },
  onProgress: (read: number) => void = () => {},
): Promise<DatabaseCheck> {
  const { db, store } = await openToRead(place)
  try {
    const wrong = place.databaseUrl === null ? await integrity(db) : []
    // There is no point in reading a damaged file any further.
    if (wrong.length === 0) wrong.push(...(await rowsAgainstRecords(db, onProgress)))
    const miscounted = wrong.length === 0 ? await countsAgainstRows(store) : []
    const tally = await store.tally()
    const counting = tally.filter(row => row.state === 'answered' && !row.test && !row.selfSelected)
    const counts = {
      responses: await count(db, 'response'),
      answered: await count(db, 'response', 'answered'),
      counting: counting.reduce((sum, { responses }) => sum + responses, 0),
      erased: await count(db, 'erased'),
      waiting: await count(db, 'next_visit'),
      noted: (await count(db, 'event')) + (await count(db, 'goal')) + (await count(db, 'reference_line')),
    }
    const lag = place.databaseUrl !== null && (await isSpread(db)) ? await store.rollupLag() : null
    return { counts, lag, wrong, miscounted }
  } finally {
    await store.close()
  }
}

async function integrity(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db)
  return rows
    .map(({ integrity_check }) => integrity_check)
    .filter(said => said !== 'ok')
    .map(said => `SQLite says: ${said}.`)
}

async function rowsAgainstRecords(db: Kysely<Tables>, onProgress: (read: number) => void): Promise<string[]> {
  const wrong: string[] = []
  let read = 0
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('response')
      .select(['id', 'revision', 'site', 'survey', 'state', 'score', 'record'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageOfRows)
      .execute()
    for (const { record, ...row } of rows) {
      const differs = differenceOf(row, record)
      if (differs !== null) wrong.push(`Response ${row.id}: ${differs}.`)
    }
    read += rows.length
    onProgress(read)
    const last = rows.at(-1)
    if (last === undefined) return wrong
    after = last.id
  }
}

/**
 * Checks the rollup, which the report is read from, against the rows. While it is being filled nothing reads it, so there
 * is nothing to check.
 */
async function countsAgainstRows(store: UpdatedStore): Promise<string[]> {
  const found = await store.verify()
  if (found === 'filling') return []
  return found.map(({ segment, value, site, survey, day, state, column, rollup, recount }) => {
    const part = segment === wholeSegment ? '' : `, ${segment} ${value}`
    const date = new Date(day * dayLength).toISOString().slice(0, 10)
    const which = `${site}/${survey}${part}, ${date}, ${state}, ${inWords(column)}`
    return `Counted for the report, ${which}: ${rollup}, and there are ${recount}.`
  })
}

function inWords(column: CountColumn): string {
  if (column === 'unscored') return 'without a score'
  if (column === 'with_reason') return 'with a reason'
  return column === 'hasty' ? 'ended at once' : `score ${scoreIn(column)}`
}

/** The first field in which a row and its record differ; null if none does. */
function differenceOf(row: Readonly<Record<string, unknown>>, json: string): string | null {
  let record: unknown
  try {
    record = JSON.parse(json)
  } catch {
    return 'its record is not JSON'
  }
  if (typeof record !== 'object' || record === null) return 'its record is no object'
  const said = Object.entries(row).find(([name, value]) => {
    const found: unknown = Reflect.get(record, name)
    // PostgreSQL's texts cannot hold U+0000, so the row has U+FFFD for it.
    return typeof found === 'string' ? found.replaceAll('\0', '\uFFFD') !== value : found !== value
  })
  return said ? `its ${said[0]} is not what its record says` : null
}

async function count(
  db: Kysely<Tables>,
  table: 'response' | 'erased' | 'next_visit' | 'event' | 'goal' | 'reference_line',
  state?: string,
): Promise<number> {
  const where = state === undefined ? sql`` : sql` where state = ${state}`
  const { rows } = await sql<{
    total: number
  }>`select count(*) as total from ${sql.table(table)}${where}`.execute(db)
  return Number(rows[0]?.total ?? 0)
}
