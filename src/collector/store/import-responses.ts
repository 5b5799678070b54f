import { existsSync } from 'node:fs'
import { databaseFileIn } from '../database.ts'
import { allWays, type Erasures, openErasures } from './erasures.ts'
import { lockStore } from './folder-lock.ts'
import { openToRead } from './open-to-read.ts'
import { personKeys, storedKey } from './person.ts'
import { openPostgres, postgresStoreFor } from './postgres-store.ts'
import { createSqliteStore, openSqlite } from './sqlite-store.ts'
import type { ReceivedResponse, UpdatedStore } from './store.ts'

export interface ImportedCount {
  /** Stored now, or would be. */
  added: number
  /** Already there. */
  known: number
  /** Skipped, because somebody has asked to erase them. */
  erased: number
  /** Of undeclared surveys, for which there is no room. */
  turnedAway: number
}

/** Responses per commit. */
const pageOfRows = 500

/**
 * Stores responses from elsewhere, in batches, each wholly or not at all. Those already there stay as they are, so an
 * import that was cut off is continued by running it again.
 *
 * @param now milliseconds since 1970
 * @param isTrial stores nothing and only counts
 * @param onProgress called with the number stored or skipped so far
 * @throws if a collector is running on the folder; on PostgreSQL any number may be
 */
export async function importResponses(
  place: { dataFolder: string; databaseUrl: string | null },
  responses: Iterable<ReceivedResponse>,
  { now, isTrial, onProgress }: { now: number; isTrial: boolean; onProgress: (done: number) => void },
): Promise<ImportedCount> {
  const { dataFolder, databaseUrl } = place
  const erasures = databaseUrl === null ? openErasures(dataFolder) : null
  if (isTrial) {
    if (databaseUrl === null && !existsSync(databaseFileIn(dataFolder))) {
      return storeAll(null, responses, { erasures, onProgress })
    }
    const { db, store } = await openToRead(place)
    const known = { isKnown: knownIn(db), save: null }
    return storeAll(known, responses, { erasures, onProgress }).finally(() => store.close())
  }
  const lock = databaseUrl === null ? lockStore(databaseFileIn(dataFolder)) : null
  try {
    const db =
      databaseUrl === null
        ? await openSqlite(databaseFileIn(dataFolder))
        : await openPostgres({ url: databaseUrl, connections: 2 })
    const store: UpdatedStore = databaseUrl === null ? createSqliteStore(db) : await postgresStoreFor(db)
    try {
      // Before the old answers come in, which say nothing about today's clock.
      await store.lookAtClock(now)
      return await storeAll({ isKnown: knownIn(db), save: store.saveAll }, responses, {
        erasures,
        onProgress,
      })
    } finally {
      await store.close()
    }
  } finally {
    lock?.release()
  }
}

type Known = (ids: readonly string[]) => Promise<ReadonlySet<string>>

const knownIn =
  (db: Awaited<ReturnType<typeof openSqlite>>): Known =>
  async ids => {
    const rows = await db.selectFrom('response').select('id').where('id', 'in', ids).execute()
    const erased = await db.selectFrom('erased').select('id').where('id', 'in', ids).execute()
    return new Set([...rows, ...erased].map(({ id }) => id))
  }

async function storeAll(
  store: { isKnown: Known; save: UpdatedStore['saveAll'] | null } | null,
  responses: Iterable<ReceivedResponse>,
  { erasures, onProgress }: { erasures: Erasures | null; onProgress: (done: number) => void },
): Promise<ImportedCount> {
  const count: ImportedCount = { added: 0, known: 0, erased: 0, turnedAway: 0 }
  let done = 0
  let page: ReceivedResponse[] = []
  const flush = async () => {
    const wanted = page.filter(response => !isErased(response, erasures))
    const known =
      store && wanted.length > 0 ? await store.isKnown(wanted.map(({ record }) => record.id)) : null
    const fresh = wanted.filter(({ record }) => !known?.has(record.id))
    const turnedAway =
      store?.save && fresh.length > 0 ? (await store.save(fresh.map(asPast))).turnedAway.length : 0
    count.erased += page.length - wanted.length
    count.known += wanted.length - fresh.length
    count.turnedAway += turnedAway
    count.added += fresh.length - turnedAway
    done += page.length
    page = []
    onProgress(done)
  }
  for (const response of responses) {
    page.push(response)
    if (page.length === pageOfRows) await flush()
  }
  if (page.length > 0) await flush()
  return count
}

/** Marked as past, so that nobody is alerted about answers given elsewhere some time ago. */
const asPast = (response: ReceivedResponse): ReceivedResponse => ({ ...response, isPast: true })

function isErased({ record }: ReceivedResponse, erasures: Erasures | null): boolean {
  if (erasures === null || erasures.size === 0) return false
  const keys = { ...personKeys(record), ref: storedKey(record.trigger.ref), id: record.id }
  return allWays.some(by => {
    const value = keys[by]
    if (value === null) return false
    return erasures.has({ by, value }) || erasures.has({ by, value, site: record.site })
  })
}
