// Measures how long each view of a filled store takes, as the operator sees it, and how long an answer waits to be
// accepted while somebody reads the report. Fill the store with `npm run generate`.
// Usage: npm run bench:report -- --store ./data | --store postgres://user:password@host/database [--rounds 7]
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createCollector } from '../src/collector/app.ts'
import { openSqliteStore } from '../src/collector/store/open-sqlite-store.ts'
import { openPostgresStore } from '../src/collector/store/postgres-store.ts'
import { callsOf, type View } from '../src/report/api/view-calls.ts'
import { shopHistory } from './generate/shop.ts'

const { values } = parseArgs({
  options: { store: { type: 'string' }, rounds: { type: 'string', default: '7' } },
})
const rounds = Number(values.rounds)
if (values.store === undefined || !Number.isInteger(rounds) || rounds < 1) {
  console.error('Usage: npm run bench:report -- --store <folder or postgres://…> [--rounds 7]')
  process.exit(1)
}

/** The smallest number of answers in a round, however fast a view is. */
const leastSent = 20

const token = 'nobody-else-reads-this'
const isPostgres = /^postgres(ql)?:/.test(values.store)
const store = await (isPostgres
  ? openPostgresStore({ url: values.store })
  : openSqliteStore(join(values.store, 'howlikely.sqlite')))
const collector = createCollector({ store, now: Date.now, token })

const get = (path: string) =>
  collector.fetch(new Request(`http://collector${path}`, { headers: { authorization: `Bearer ${token}` } }))

async function timed(action: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await action()
  return performance.now() - startedAt
}

async function whole(path: string): Promise<void> {
  await (await get(path)).arrayBuffer()
}

/** Reads only the first bytes of an answer, and then breaks off. */
async function beginning(path: string): Promise<void> {
  const reader = (await get(path)).body?.getReader()
  await reader?.read()
  await reader?.cancel()
}

function* answers(): Generator<Request> {
  const until = Date.now()
  for (const happening of shopHistory({ responses: 1_000_000, seed: until % 1_000_000, until, days: 1 })) {
    if (happening.kind !== 'message') continue
    const { json } = happening.message
    yield new Request('http://collector/responses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: json,
    })
  }
}

const coming = answers()
const send = () => timed(() => collector.fetch(coming.next().value ?? new Request('http://collector/')))

/** Sends answers one after the other while something else is done, and at least `least` of them. */
async function sentDuring(action: () => Promise<unknown>, least: number): Promise<number[]> {
  let isDone = false
  const doing = action().finally(() => {
    isDone = true
  })
  const waits: number[] = []
  while (!isDone || waits.length < least) waits.push(await send())
  await doing
  return waits
}

const sorted = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other)
const share = (numbers: readonly number[], part: number) =>
  sorted(numbers)[Math.min(numbers.length - 1, Math.floor(part * numbers.length))] ?? Number.NaN
const text = (ms: number) => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)))

/** Requests what a view of the report needs, as its page does. */
const view = (name: View, parameters = '') => {
  const { main, surveys, takenUp = main } = callsOf(name, new URLSearchParams(parameters))
  return async () => {
    for (const call of new Set([main, surveys, takenUp])) await whole(`/api/${call}`)
  }
}

const views: readonly (readonly [name: string, action: () => Promise<unknown>])[] = [
  ['overview, 90 days', view('overview')],
  ['overview, all', view('overview', 'period=all')],
  ['trend of a survey, a year', view('trend', 'period=365d&site=main&survey=checkout')],
  ['by device', view('segments', 'by=device')],
  ['by touchpoint, all', view('segments', 'by=touchpoint&period=all')],
  ['by device, two filters', view('segments', 'by=device&touchpoint=checkout&language=en')],
  [
    'by device, two filters, a year',
    view('segments', 'by=device&touchpoint=checkout&language=en&period=365d'),
  ],
  ['by team', view('segments', 'by=team')],
  ['each respondent once', view('overview', 'latest=respondent')],
  ['answers', view('answers')],
  ['follow-up', view('follow-up')],
  ['follow-up, a year', view('follow-up', 'period=365d')],
  ['answers with a word', view('answers', 'words=delivery')],
  ['answers with a word that none has', view('answers', 'words=xylophone')],
  ['/report', () => whole('/report')],
  ['/api/report', () => whole('/api/report')],
  ['older reasons', () => whole('/report/reasons?site=main&survey=checkout&kind=transactional')],
  ['/api/surveys', () => whole('/api/surveys')],
  ['a page of responses', () => store.records({ limit: 200 })],
  ['export, its start', () => beginning('/api/responses?format=csv')],
]

console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors, ${rounds} rounds

| view, ms | half | worst |
| --- | ---: | ---: |`)
for (const [name, action] of views) {
  await action()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await timed(action))
  console.log(`| ${name} | ${text(share(times, 0.5))} | ${text(Math.max(...times))} |`)
}

console.log(`
| until an answer is accepted, ms | half | 99 of 100 | worst | of |
| --- | ---: | ---: | ---: | ---: |`)
const idle = ['while nothing is read', async () => {}] as const
for (const [name, action] of [idle, ...views.map(([name, action]) => [`during: ${name}`, action] as const)]) {
  const waits: number[] = []
  for (let round = 0; round < rounds; round += 1) waits.push(...(await sentDuring(action, leastSent)))
  const [half, most] = [share(waits, 0.5), share(waits, 0.99)].map(text)
  console.log(`| ${name} | ${half} | ${most} | ${text(Math.max(...waits))} | ${waits.length} |`)
}
await collector.drain()
await store.close()
process.exit()
