// Fills a store with two years of a made-up shop: five surveys, customers, orders, tickets, reasons, signatures, test
// messages, messages that were sent twice, and people who asked to be erased. The same seed gives the same shop.
// Usage: npm run generate -- --responses 500000 --store ./data | --store postgres://user:password@host/database
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openSqliteStore } from '../src/collector/store/open-sqlite-store.ts'
import { openPostgresStore } from '../src/collector/store/postgres-store.ts'
import type { Store } from '../src/collector/store/store.ts'
import { fillStore } from './generate/fill-store.ts'
import { progressBar } from './generate/progress-bar.ts'
import { shopHistory } from './generate/shop.ts'

const { values } = parseArgs({
  options: {
    responses: { type: 'string', default: '5000' },
    store: { type: 'string' },
    seed: { type: 'string', default: '1' },
    until: { type: 'string', default: new Date().toISOString() },
  },
})
const responses = Number(values.responses)
const seed = Number(values.seed)
const until = Date.parse(values.until)

if (!Number.isInteger(responses) || responses < 1) stop('--responses must be a whole number above 0.')
if (!Number.isInteger(seed)) stop('--seed must be a whole number.')
if (Number.isNaN(until)) stop('--until must be an ISO 8601 instant, such as 2026-05-01T12:00:00Z.')
if (values.store === undefined)
  stop('--store must name a folder, or a database: postgres://user:password@host/name.')

const startedAt = performance.now()
const store = await openStore(values.store)
const bar = progressBar(process.stdout, responses)
const { messages, erased } = await fillStore(store, shopHistory({ responses, seed, until }), bar.show)
await store.close()
bar.end()
const seconds = (performance.now() - startedAt) / 1000
console.log(
  `${responses.toLocaleString('en')} responses in ${messages.toLocaleString('en')} messages, ` +
    `${erased.toLocaleString('en')} erased again; ${Math.round(seconds)} s, seed ${seed}.`,
)

function openStore(place: string): Promise<Store> {
  if (/^postgres(ql)?:/.test(place)) return openPostgresStore({ url: place })
  const folder = resolve(place)
  mkdirSync(folder, { recursive: true })
  return openSqliteStore(join(folder, 'howlikely.sqlite'))
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
