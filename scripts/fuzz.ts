// Throws strange, wrong and hostile input at a collector of its own, and prints the outcome.
// Usage: npm run fuzz [-- tries [seed]]
import { errorCodes, fuzz } from '../test/fuzz/fuzz.ts'

const [tries = 20_000, seed = 1] = process.argv.slice(2).map(Number)
if (!Number.isInteger(tries) || tries < 100 || !Number.isInteger(seed)) {
  console.error('How many tries? A whole number of at least 100, optionally followed by the seed.')
  process.exit(1)
}

const whole = (number: number) => number.toLocaleString('en')
const megabytes = (bytes: number | null) =>
  bytes === null ? 'not told by this system' : `${Math.round(bytes / 2 ** 20)} MB`
const line = (name: string, value: string) => console.log(`${name.padEnd(40)}${value}`)

console.log(`${whole(tries)} tries, seed ${seed}: the same seed makes the same tries.\n`)
const startedAt = performance.now()
const figures = await fuzz({ tries, seed, waitForSlow: true })
const { accepted, statuses, raw, slow, memory, responses, wrong } = figures

line('tries', whole(figures.tries))
line('accepted', `${whole(accepted)} (${Math.round((100 * accepted) / figures.tries)} %)`)
for (const [status, count] of [...statuses].sort(([one], [other]) => one - other)) {
  line(`  answers ${status}`, whole(count))
}
const failures = [...statuses].filter(([status]) => status >= 500).reduce((sum, [, count]) => sum + count, 0)
line('5xx', whole(failures))
line('connections without proper HTTP', whole(raw))
line('slow senders, and those cut off', `${slow.senders}, ${slow.cutOff}`)
line('responses followed, and all stored', `${whole(responses.followed)}, ${whole(responses.stored)}`)
line('memory at the start, and at the end', `${megabytes(memory.start)}, ${megabytes(memory.end)}`)
line('seconds', whole(Math.round((performance.now() - startedAt) / 1000)))

const unseen = errorCodes.filter(code => !statuses.has(code))
const complaints = [
  ...wrong,
  ...(accepted * 5 < figures.tries ? ['Fewer than a fifth of the tries were accepted.'] : []),
  ...(unseen.length > 0 ? [`Not seen: ${unseen.join(', ')}.`] : []),
  ...(slow.cutOff < slow.senders ? ['A slow sender was never cut off.'] : []),
]
for (const complaint of complaints) console.error(complaint)
process.exit(complaints.length > 0 ? 1 : 0)
