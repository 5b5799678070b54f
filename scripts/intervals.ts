// `npm run intervals`: how often the report's 95 % intervals contain the true value. For the score it enumerates every
// outcome; for a difference and for the weighted score it simulates with a fixed seed.
import { differenceOf } from '../src/figures/difference.ts'
import { intervalOf } from '../src/figures/interval.ts'
import type { Counts } from '../src/figures/score.ts'
import { type WeightedCounts, weightedIntervalOf } from '../src/figures/weighted.ts'
import { createDice } from '../test/faults/dice.ts'

/** Shares of promoters and detractors, from 5 to 90 % in steps of 5. */
const shares = Array.from({ length: 18 }, (_, step) => (step + 1) / 20)
const populations = shares.flatMap(promoters =>
  shares.filter(detractors => promoters + detractors <= 0.95).map(detractors => ({ promoters, detractors })),
)
type Population = (typeof populations)[number]

const truthOf = ({ promoters, detractors }: Population) => 100 * (promoters - detractors)

interface Coverage {
  mean: number
  least: number
}

function summary(coverages: readonly number[]): Coverage {
  return {
    mean: coverages.reduce((sum, one) => sum + one, 0) / coverages.length,
    least: Math.min(...coverages),
  }
}

function logFactorials(most: number): number[] {
  const logs = [0]
  for (let number = 1; number <= most; number += 1) logs.push((logs[number - 1] ?? 0) + Math.log(number))
  return logs
}

/** The probability that the interval of so many answers contains the true value, over all possible outcomes. */
function exactCoverage(answers: number, logs: readonly number[], population: Population): number {
  const { promoters: p, detractors: d } = population
  const log = (number: number) => logs[number] ?? 0
  const truth = truthOf(population)
  let held = 0
  for (let promoters = 0; promoters <= answers; promoters += 1) {
    for (let detractors = 0; detractors <= answers - promoters; detractors += 1) {
      const passives = answers - promoters - detractors
      const interval = intervalOf({ promoters, passives, detractors })
      if (!interval || truth < interval.low || truth > interval.high) continue
      held += Math.exp(
        log(answers) -
          log(promoters) -
          log(detractors) -
          log(passives) +
          promoters * Math.log(p) +
          detractors * Math.log(d) +
          passives * Math.log(1 - p - d),
      )
    }
  }
  return held
}

function drawn(answers: number, { promoters, detractors }: Population, dice: () => number): Counts {
  const counts = { promoters: 0, passives: 0, detractors: 0 }
  for (let answer = 0; answer < answers; answer += 1) {
    const fell = dice()
    if (fell < promoters) counts.promoters += 1
    else if (fell < promoters + detractors) counts.detractors += 1
    else counts.passives += 1
  }
  return counts
}

function simulatedCoverage(
  [first, second]: readonly [number, number],
  population: Population,
  dice: () => number,
): number {
  const times = 3000
  let held = 0
  for (let time = 0; time < times; time += 1) {
    const interval = differenceOf(drawn(first, population, dice), drawn(second, population, dice))?.interval
    if (interval && interval.low <= 0 && interval.high >= 0) held += 1
  }
  return held / times
}

/**
 * An order's value: log-normal, as orders in shops roughly are; with a spread of 1, the largest of a hundred is about
 * fifteen times the median. Source for the normal number: Box and Muller, 1958.
 */
const orderValue = (dice: () => number, spread: number): number =>
  Math.exp(spread * Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice()))

function drawnOrders(
  answers: number,
  { promoters, detractors }: Population,
  spread: number,
  dice: () => number,
): WeightedCounts {
  const values = { promoters: 0, passives: 0, detractors: 0 }
  let squares = 0
  for (let answer = 0; answer < answers; answer += 1) {
    const value = orderValue(dice, spread)
    const fell = dice()
    const group = fell < promoters ? 'promoters' : fell < promoters + detractors ? 'detractors' : 'passives'
    values[group] += value
    squares += value ** 2
  }
  return { values, squares }
}

function simulatedWeightedCoverage(
  answers: number,
  population: Population,
  spread: number,
  dice: () => number,
): number {
  const times = 2000
  let held = 0
  for (let time = 0; time < times; time += 1) {
    const interval = weightedIntervalOf(drawnOrders(answers, population, spread, dice))
    const truth = truthOf(population)
    if (interval && interval.low <= truth && interval.high >= truth) held += 1
  }
  return held / times
}

const line = (name: string, { mean, least }: Coverage) =>
  console.log(`${name.padEnd(34)}${mean.toFixed(3).padStart(8)}${least.toFixed(3).padStart(8)}`)

console.log(`How often a 95 % interval holds the truth, over ${populations.length} populations.
`)
console.log(`${''.padEnd(34)}${'mean'.padStart(8)}${'least'.padStart(8)}`)
for (const answers of [30, 50, 100, 200]) {
  const logs = logFactorials(answers)
  line(`score of ${answers} answers`, summary(populations.map(one => exactCoverage(answers, logs, one))))
}
const { random } = createDice(1)
for (const sizes of [
  [30, 30],
  [30, 300],
  [100, 100],
] as const)
  line(
    `difference of ${sizes.join(' and ')} answers`,
    summary(populations.map(one => simulatedCoverage(sizes, one, random))),
  )
for (const spread of [0.5, 1])
  for (const answers of [30, 100, 300])
    line(
      `weighted, ${answers} answers, spread ${spread}`,
      summary(populations.map(one => simulatedWeightedCoverage(answers, one, spread, random))),
    )
