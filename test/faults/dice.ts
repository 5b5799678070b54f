/** Dice that fall the same way again for the same seed. */
export interface Dice {
  /** 0 ≤ number < 1 */
  random(): number
  /** True as often as `probability`, 0 to 1, says. */
  chance(probability: number): boolean
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<Value>(values: readonly [Value, ...Value[]]): Value
}

/** Mulberry32, which is small, and good enough for choosing faults. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  return {
    random,
    between,
    chance: probability => random() < probability,
    pick: values => values[between(0, values.length - 1)] ?? values[0],
  }
}
