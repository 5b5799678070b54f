// `npm run faults`: visitors answer in a real browser while things go wrong at random, in hundreds of ways, at an
// endpoint that is not the collector; then every answer is looked for. It drives the built files: run `npm run build` first.
// Usage: npm run faults [-- --rounds 300 --seed 1 --engine chromium|firefox --at-once 3]
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { campaign } from '../test/faults/campaign.ts'
import { type Row, tally } from '../test/faults/tally.ts'
import { engines } from '../test/support/engines.ts'

const fail = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

function readWords() {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string', default: '300' },
        seed: { type: 'string', default: '1' },
        engine: { type: 'string', default: 'chromium' },
        'at-once': { type: 'string', default: '3' },
      },
    })
    return values
  } catch {
    return fail('It takes --rounds, --seed, --engine and --at-once, each with a value.')
  }
}

const words = readWords()
const [rounds, seed, atOnce] = [words.rounds, words.seed, words['at-once']].map(Number)
const isCount = (number: number | undefined): number is number =>
  Number.isInteger(number) && Number(number) > 0
if (!isCount(rounds) || !isCount(seed) || !isCount(atOnce)) {
  throw fail('How many rounds, which seed, and how many visitors at once? Each a whole number above 0.')
}
const engine = engines.find(one => one === words.engine)
if (!engine) throw fail(`--engine is one of those that this machine has: ${engines.join(', ')}.`)

if (!existsSync(new URL('../dist/browser/howlikely.js', import.meta.url)))
  fail('There are no built files yet: run `npm run build` first.')

const columns = ['injected', 'given', 'arrived', 'twice', 'lost'] as const
const row = (name: string, cells: readonly (string | number)[]) =>
  name.padEnd(40) + cells.map(cell => String(cell).padStart(10)).join('')
const print = (one: Row) =>
  console.log(
    row(
      one.name,
      columns.map(column => one[column]),
    ),
  )

console.log(`${rounds} schedules of faults in ${engine}, seeds ${seed} to ${seed + rounds - 1}.

injected   how often it happened
given      answers that were on their way when it did
arrived    of these, counted by the endpoint as they were given
twice      counted more than once; promised to be 0
lost       not there, or not as they were given; promised to be 0
`)
const startedAt = performance.now()
const { played, unplayed, version } = await campaign({
  engine,
  rounds,
  seed,
  atOnce,
  onPlayed: ({ length }) => {
    if (length % 50 === 0) console.error(`${length} played.`)
  },
})
const { faults, all, unstored, told, notAsked, repeated } = tally(played)

console.log(row('', columns))
for (const one of faults) print(one)
console.log()
print(all)
print(unstored)
console.log(`
${engine} ${version}, ${Math.round((performance.now() - startedAt) / 1000)} s. Messages that came again, and were known by their key: ${repeated}.
Visits in which nobody was asked, since a script had not come: ${notAsked}.
Lost where nothing can be stored, after the card had said so: ${told} of ${unstored.lost}.`)

for (const { schedule, answers } of played) {
  if (schedule.storage !== 'works') continue
  for (const { arrived, extra, met } of answers) {
    if (arrived && !extra) continue
    console.log(`Seed ${schedule.seed}: ${arrived ? 'twice' : 'lost'}, after ${[...met].join(', ')}.`)
  }
}
for (const { seed: its, error } of unplayed) console.log(`Seed ${its} could not be run: ${error}`)
process.exitCode = all.lost + all.twice + unstored.twice + unplayed.length > 0 ? 1 : 0
