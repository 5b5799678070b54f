// Sends answers to a collector without a pause, and reports over time how much memory and write-ahead log it needs.
// Usage: npm run soak [-- --minutes 60 --rows 60 --connections 64]
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { measureRound, startContender } from './bench/contender.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rows: { type: 'string', default: '60' },
    connections: { type: 'string', default: '64' },
  },
})
const [minutes = 0, rows = 0, connections = 0] = [values.minutes, values.rows, values.connections].map(Number)
if (
  !(minutes > 0 && Number.isInteger(rows) && rows > 0 && Number.isInteger(connections) && connections > 0)
) {
  console.error('--minutes, --rows and --connections must each be above 0.')
  process.exit(1)
}

/** How many answers are sent between two looks at the clock. */
const atOnce = 2000

const megabytes = (bytes: number) => bytes / 1e6
const collector = await startContender({ name: 'SQLite', collectors: 1, kind: 'sqlite', place: tmpdir() })
const startedAt = performance.now()
const elapsed = () => (performance.now() - startedAt) / 60_000
/** Megabytes, one for each row. */
const memory: number[] = []
let accepted = 0

console.log(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors

| minutes | answers accepted | memory, MB | write-ahead log, MB | database, MB |
| ---: | ---: | ---: | ---: | ---: |`)
try {
  for (let row = 1; row <= rows; row += 1) {
    do {
      accepted += (await measureRound(collector, { responses: atOnce, connections })).accepted
    } while (elapsed() < (minutes * row) / rows)
    const [used] = await collector.used()
    if (!used) throw new Error('The collector told nothing.')
    memory.push(megabytes(used.memory))
    const sizes = [used.memory, used.log, used.database].map(bytes => megabytes(bytes).toFixed(1))
    console.log(`| ${elapsed().toFixed(1)} | ${accepted} | ${sizes.join(' | ')} |`)
  }
} finally {
  await collector.stop()
}

const most = (numbers: readonly number[]) => Math.max(...numbers).toFixed(0)
const half = Math.ceil(memory.length / 2)
console.log(`
Memory: at most ${most(memory.slice(0, half))} MB in the first half, and ${most(memory.slice(-half))} MB in the second.`)
