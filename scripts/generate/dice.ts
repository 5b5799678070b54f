/** Random numbers that are the same for the same seed. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  roll(): number
  /** One of these, each as likely. */
  pick<Item>(items: readonly Item[]): Item
  /** One of these, as likely as its weight says. */
  weigh<Item>(items: readonly (readonly [Item, number])[]): Item
  /** Whether something happens that does so with this chance, 0 to 1. */
  chance(share: number): boolean
}

/** @param seed any whole number */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  // Mulberry32: as good as a shop of paper needs, and several times as fast as what is safe for secrets.
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

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
