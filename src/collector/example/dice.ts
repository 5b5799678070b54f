/** Random numbers; the same seed gives the same ones. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  roll(): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

/** @param seed any whole number */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  // Mulberry32: good enough for a made-up shop.
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { roll, pick: items => items[Math.floor(roll() * items.length)] ?? items[0] }
}
