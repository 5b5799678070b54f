// Lets many visitors come and go for two years, and prints how often a frequency rule was broken.
// Usage: npm run simulate [-- visitors [seed]]
import { groups, simulate } from '../test/judge/simulation.ts'

const [visitors = 100_000, seed = 1] = process.argv.slice(2).map(Number)
if (!(Number.isInteger(visitors) && visitors >= groups.length && Number.isInteger(seed))) {
  console.error(
    `How many visitors? A whole number of at least ${groups.length}, optionally followed by the seed.`,
  )
  process.exit(1)
}

const columns = ['visitors', 'triggers', 'askings', 'judged', 'broken', 'forgotten'] as const
const row = (name: string, cells: readonly (string | number)[]) =>
  name.padEnd(36) + cells.map(cell => String(cell).padStart(11)).join('')

console.log(`${visitors.toLocaleString('en')} visitors over two years, seed ${seed}.

judged     askings during which the visitor's clock was right
broken     of these: broke a rule by what the browser remembered; promised to be 0
forgotten  of these: broke a rule by what the browser could not remember any more (a private window,
           storage that Safari wiped, a session's end, no storage); the judge knows it, the browser cannot
`)
console.log(row('', columns))

let broken = 0
const startedAt = performance.now()
for (const [index, group] of groups.entries()) {
  // The group without rules only shows that the judge notices violations.
  const share = group.lawless ? 50 : Math.ceil(visitors / (groups.length - 1))
  const figures = simulate(group, { visitors: share, seed: seed + index })
  console.log(
    row(
      group.name,
      columns.map(column => figures[column]),
    ),
  )
  if (!group.lawless) broken += figures.broken
  else if (!figures.broken) throw new Error('The judge saw nothing where there are no rules.')
}

console.log(
  `\n${Math.round((performance.now() - startedAt) / 1000)} s. Askings that broke a rule: ${broken}.`,
)
process.exitCode = broken ? 1 : 0
