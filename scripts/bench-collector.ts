// Measures how many responses a second collectors accept when each is synced to disk, as a share of what as many
// collectors accept with a store that keeps nothing: on SQLite, and on PostgreSQL if it is installed or named. They are
// measured in turn, since a machine is never equally busy.
// Usage: npm run bench:collector [-- --rounds 9 --responses 4000 --connections 256 --folder <for the databases>
//   --database postgres://user:password@host/database, or none]
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/support/postgres-server.ts'
import { type Contender, measureRound, type Round, startContender } from './bench/contender.ts'
import { newDatabase } from './bench/new-database.ts'
import { postgresFolder } from './postgres.mjs'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    responses: { type: 'string', default: '4000' },
    connections: { type: 'string', default: '256' },
    folder: { type: 'string', default: tmpdir() },
    database: { type: 'string' },
  },
})
const [rounds = 0, responses = 0, connections = 0] = [
  values.rounds,
  values.responses,
  values.connections,
].map(Number)
if (![rounds, responses, connections].every(number => Number.isInteger(number) && number > 0)) {
  console.error('--rounds, --responses and --connections must each be a whole number above 0.')
  process.exit(1)
}

const load = loadavg()[0]?.toFixed(1)
const isOwn = values.database === undefined && postgresFolder() !== undefined
const server = isOwn ? await startPostgres({ isDurable: true }) : null
const database = values.database === 'none' ? undefined : (values.database ?? server?.url)

const contenders: Contender[] = []
const results = new Map<Contender, Round[]>()
try {
  const { folder } = values
  const start = async (name: string, collectors: number, kind: string, place: string) => {
    contenders.push(await startContender({ name, collectors, kind, place }))
  }
  await start('nothing', 1, 'nothing', folder)
  await start('SQLite', 1, 'sqlite', folder)
  await start('SQLite, no rollup', 1, 'sqlite-uncounted', folder)
  if (database !== undefined) {
    await start('PostgreSQL', 1, 'postgres', await newDatabase(database))
    await start('PostgreSQL, no rollup', 1, 'postgres-uncounted', await newDatabase(database))
    await start('nothing', 2, 'nothing', folder)
    await start('PostgreSQL', 2, 'postgres', await newDatabase(database))
    await start('PostgreSQL, no rollup', 2, 'postgres-uncounted', await newDatabase(database))
  }
  for (const contender of contenders) {
    results.set(contender, [])
    await measureRound(contender, { responses, connections })
  }
  for (let number = 0; number < rounds; number += 1) {
    // Each contender comes first equally often.
    const turn = contenders.map((_, place) => contenders[(place + number) % contenders.length])
    for (const contender of turn) {
      if (contender) results.get(contender)?.push(await measureRound(contender, { responses, connections }))
    }
  }
} finally {
  await Promise.all(contenders.map(contender => contender.stop()))
  await server?.stop()
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

/** Percentages of what as many collectors did in the same round without a store. */
function sharesOf({ collectors }: Contender, all: readonly Round[]): number[] {
  const bare = contenders.find(other => other.kind === 'nothing' && other.collectors === collectors)
  const bareRounds = (bare && results.get(bare)) ?? []
  return all.map(({ rate }, round) => (100 * rate) / (bareRounds[round]?.rate ?? Number.NaN))
}

console.log(`${rounds} rounds of ${responses} responses, over ${connections} connections; the databases in ${values.folder};
${availableParallelism()} processors, which had a load of ${load} before. The load and the databases run on the same.

| keeps them in | collectors | accepts/s | share of nothing, % | least–most | µs of the collectors' processor time each | ms, half | ms, 99 of 100 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`)
for (const [contender, all] of results) {
  const of = (figure: keyof Round) => median(all.map(one => one[figure]))
  const shares = sharesOf(contender, all).map(Math.round)
  const spread = `${Math.min(...shares)}–${Math.max(...shares)}`
  const cells = [
    contender.name,
    contender.collectors,
    Math.round(of('rate')),
    median(shares),
    spread,
    Math.round(of('cpu')),
    of('p50').toFixed(1),
    of('p99').toFixed(1),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
console.log(`
Medians; each share is of what as many collectors did in the same round with a store that keeps nothing. The goals are 90 % on
SQLite and 80 % on PostgreSQL, with the rollup.`)
