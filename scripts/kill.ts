// Kills a collector under load, again and again, at random instants, and checks whether it kept what it had accepted.
// Usage: npm run kill [-- kills]
import { interrupt } from '../test/support/interruptions.ts'

const [times = 50] = process.argv.slice(2).map(Number)
if (!Number.isInteger(times) || times < 1) {
  console.error('How many kills? A whole number above 0.')
  process.exit(1)
}

const columns = ['kills', 'given', 'accepted', 'lost', 'twice'] as const
const row = (cells: readonly (string | number)[]) => cells.map(cell => String(cell).padStart(10)).join('')

console.log(`kill -9 at random instants, while 16 visitors answer; then a start on the same file.

given      responses that visitors gave
accepted   of these, accepted before the last kill
lost       accepted, and not there after the next start; or given, and not there in the end
twice      counted more than once in the report
`)
console.log(row(columns))
const startedAt = performance.now()
const figures = await interrupt({
  how: 'kill',
  times,
  onRound: (kills, sofar) => {
    if (kills % 10 === 0 && kills < times)
      console.log(row([kills, sofar.given, sofar.accepted, sofar.lost, '-']))
  },
})
console.log(row([times, figures.given, figures.accepted, figures.lost, figures.twice]))
console.log(`
${Math.round((performance.now() - startedAt) / 1000)} s. Sent again, as the survey does: ${figures.retries} messages.`)
process.exitCode = figures.lost + figures.twice > 0 ? 1 : 0
