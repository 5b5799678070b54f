import { createDice as createExampleDice } from '../../src/collector/example/dice.ts'

/** Random numbers that are the same for the same seed. */
export interface Dice {
  /** 0 ≤ number < 1 */
  roll(): number
  /** One of these items, all equally likely. */
  pick<Item>(items: readonly Item[]): Item
  /** One of these items, in proportion to its weight. */
  weigh<Item>(items: readonly (readonly [Item, number])[]): Item
  /** True with this probability, 0 to 1. */
  chance(share: number): boolean
}

/** @param seed any whole number */
export function createDice(seed: number): Dice {
  const { roll } = createExampleDice(seed)
  return {
    roll,
    pick: items => itemAt(items, Math.floor(roll() * items.length)),
    weigh(items) {
      let left = roll() * items.reduce((sum, [, weight]) => sum + weight, 0)
      const found = items.find(([, weight]) => {
        left -= weight
        return left < 0
      })
      return (found ?? itemAt(items, items.length - 1))[0]
    },
    chance: share => roll() < share,
  }
}

function itemAt<Item>(items: readonly Item[], place: number): Item {
  const item = items[place]
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}
