// A collector to be measured, as a process of its own: `node collector-server.ts <kind> <folder or database>`.
// Kinds: nothing; sqlite; postgres; and sqlite-uncounted and postgres-uncounted, which keep no rollup.
// It reports the port that it listens on, and then answers every message with what it has used so far.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { createCollector } from '../../src/collector/app.ts'
import { startServer } from '../../src/collector/server.ts'
import { openSqliteStore } from '../../src/collector/store/open-sqlite-store.ts'
import { peopleStoreBy } from '../../src/collector/store/people-store.ts'
import { openPostgresStore, openPostgresToRead } from '../../src/collector/store/postgres-store.ts'
import { openSqlite } from '../../src/collector/store/sqlite-store.ts'
import type { Store } from '../../src/collector/store/store.ts'
import type { Tables } from '../../src/collector/store/tables.ts'

export interface Used {
  /** Microseconds of processor time of all threads since the process started. */
  cpu: number
  /** Bytes of memory that the process holds now. */
  memory: number
  /** Bytes of the database and of its write-ahead log; 0 if there is no file. */
  database: number
  log: number
}

const storeOfNothing: Store = {
  saveAll: async () => ({ turnedAway: [] }),
  tally: async () => [],
  figures: async () => [],
  values: async () => [],
  answers: async () => [],
  reasons: async () => [],
  areTextsReady: async () => true,
  words: async () => ({ groups: [], isCut: false }),
  tags: async () => [],
  keepTag: async () => false,
  dropTag: async () => {},
  tagAnswers: async () => 0,
  tagsOn: async () => new Map(),
  tagFigures: async () => [],
  followUps: async () => [],
  takenUp: async () => [],
  followUpOwners: async () => [],
  followUpsOn: async () => new Map(),
  followUp: async () => ({ changed: [], overtaken: [], gone: [] }),
  records: async () => [],
  sitesOf: async () => [],
  waitingFor: async () => [],
  erase: async () => 0,
  logHoldsErased: async () => false,
  lookAtClock: async now => ({ trustedAt: now, doubtedSince: null, doubtedAt: null }),
  expire: async () => 0,
  memoryOf: async () => ({ askings: [], triggers: [] }),
  askNextTime: async () => {},
  surveys: async () => ({ known: [], undeclared: { responses: 0, most: 0, names: [] } }),
  names: async () => [],
  giveName: async () => false,
  people: peopleStoreBy(async () => null),
  newestResponses: async () => [],
  alertSettings: async () => ({ rules: [], destinations: [] }),
  keepDestination: async () => ({ refused: 'full' }),
  dropDestination: async () => false,
  keepRule: async () => ({ refused: 'full' }),
  dropRule: async () => false,
  queueMessages: async () => 0,
  dueMessages: async () => [],
  noteAttempt: async () => 'sent',
  messages: async () => [],
  countWaiting: async () => 0,
  rollupLag: async () => ({ responses: 0, since: null }),
  tidyMessages: async () => {},
  falls: async () => [],
  beginFall: async () => 0,
  endFall: async () => {},
  sending: action => action(),
  notAsked: async () => [],
  declare: async () => {},
  declareSegments: async () => {},
  eraseUndeclared: async () => 0,
  notes: async () => ({ events: [], goals: [], lines: [] }),
  keepNote: async () => '',
  removeNote: async () => false,
  check: async () => {},
  close: async () => {},
}

const [kind = 'nothing', place = tmpdir()] = process.argv.slice(2)
const isOnPostgres = kind.startsWith('postgres')
const folder = isOnPostgres ? null : mkdtempSync(join(place, 'howlikely-bench-'))
const store = await openStore()
if (kind.endsWith('-uncounted')) await countNothing()

function fileIn(parent: string): string {
  return join(parent, 'howlikely.sqlite')
}

function openStore(): Promise<Store> | Store {
  if (isOnPostgres) return openPostgresStore({ url: place })
  return folder !== null && kind.startsWith('sqlite') ? openSqliteStore(fileIn(folder)) : storeOfNothing
}

/** Fills the rollup only up to before the first response, so that it counts none; nothing fills it further until a restart. */
async function countNothing(): Promise<void> {
  const db: Kysely<Tables> =
    folder === null ? openPostgresToRead({ url: place }) : await openSqlite(fileIn(folder))
  await db
    .insertInto('fill')
    .values({ name: 'rollup', after: '' })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await db.destroy()
}
const collector = createCollector({
  store,
  now: Date.now,
  token: 'nobody-reads-the-report',
  log: sentence => console.error(sentence),
})
const server = await startServer(collector.fetch, { port: 0, host: '127.0.0.1' })

const sizeOf = (name: string) =>
  folder === null ? 0 : (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({
    cpu: user + system,
    memory: process.memoryUsage.rss(),
    database: sizeOf('howlikely.sqlite'),
    log: sizeOf('howlikely.sqlite-wal'),
  } satisfies Used)
})
process.once('disconnect', async () => {
  await server.stop(0)
  await collector.drain()
  await store.close()
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
})
process.send?.({ port: server.port })
