// Measures how many responses a second the collector accepts when it syncs each to the disk, as a share of what the
// same server does with a store that keeps nothing. Both are measured in turn, since a machine is never equally busy.
// Usage: npm run bench:collector [-- rounds [responses in a round [connections [folder for the database]]]]
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Used } from './bench/collector-server.ts'
import type { Load } from './bench/load.ts'

const words = process.argv.slice(2)
const [rounds = 15, responses = 4000, connections = 256] = words.slice(0, 3).map(Number)
const folder = words[3] ?? tmpdir()
if (![rounds, responses, connections].every(number => Number.isInteger(number) && number > 0)) {
  console.error('How many rounds, responses in a round, and connections? Each a whole number above 0.')
  process.exit(1)
}

/** Milliseconds; whoever is slower than this is measured by what it did so far. */
const longestRound = 20_000
const warmUp = responses

interface Server {
  name: string
  process: ChildProcess
  port: number
}

interface Round extends Load {
  /** Responses a second. */
  rate: number
  /** Microseconds of processor time that the server used for one. */
  cpu: number
}

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

async function start(name: string, kind: 'sqlite' | 'nothing'): Promise<Server> {
  const server = fork(pathOf('bench/collector-server.ts'), [kind, folder])
  const [{ port }] = await once(server, 'message')
  return { name, process: server, port }
}

async function used(server: Server): Promise<Used> {
  server.process.send('used')
  const [answer] = await once(server.process, 'message')
  return answer
}

async function round(server: Server, most: number): Promise<Round> {
  const before = await used(server)
  const load = fork(pathOf('bench/load.ts'), [server.port, most, connections, longestRound].map(String))
  const [answer]: Load[] = await Promise.race([
    once(load, 'message'),
    once(load, 'exit').then(() => {
      throw new Error(`${server.name}: the load generator ended early; see above.`)
    }),
  ])
  if (!answer) throw new Error('The load generator reported nothing.')
  const { cpu } = await used(server)
  return {
    ...answer,
    rate: (1000 * answer.accepted) / answer.took,
    cpu: (cpu - before.cpu) / answer.accepted,
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

const load = loadavg()[0]?.toFixed(1)
const nothing = await start('a store that keeps nothing', 'nothing')
const sqlite = await start('SQLite, synced before each 204', 'sqlite')
const results = new Map<Server, Round[]>([
  [nothing, []],
  [sqlite, []],
])
try {
  for (const server of results.keys()) await round(server, warmUp)
  for (let number = 0; number < rounds; number += 1) {
    // Each comes first as often as the other.
    const turn = number % 2 === 0 ? [nothing, sqlite] : [sqlite, nothing]
    for (const server of turn) results.get(server)?.push(await round(server, responses))
  }
} finally {
  for (const server of results.keys()) server.process.disconnect()
}

const row = (name: string, cells: readonly (string | number)[]) =>
  name.padEnd(34) + cells.map(cell => String(cell).padStart(14)).join('')
const shares = (results.get(sqlite) ?? [])
  .map(({ rate }, index) => (100 * rate) / (results.get(nothing)?.[index]?.rate ?? Number.NaN))
  .sort((one, other) => one - other)

console.log(`${rounds} rounds of ${responses} responses, over ${connections} connections; the database in ${folder};
${availableParallelism()} processors, which had a load of ${load} before.
`)
console.log(row('medians', ['accepts/s', 'µs CPU each', 'ms, half', 'ms, 99 of 100']))
for (const [{ name }, all] of results) {
  const of = (figure: keyof Round) => median(all.map(one => one[figure]))
  const times = [of('p50').toFixed(1), of('p99').toFixed(1)]
  console.log(row(name, [Math.round(of('rate')), Math.round(of('cpu')), ...times]))
}
console.log(`
Durable accepts: ${Math.round(median(shares))} % of what the server does without a store, the median of the rounds.
The goal is 90 %. Each round: ${shares.map(share => Math.round(share)).join(', ')} %.`)
