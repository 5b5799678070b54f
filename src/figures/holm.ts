/**
 * Corrects the chances (p-values) of several comparisons for their number: of twenty groups that are alike, one looks
 * different by chance alone. A corrected chance below 0.05 is more than noise, with a risk of 5 % for all comparisons
 * together.
 *
 * Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979).
 * @param chances 0 to 1 each
 * @returns the corrected chances, in the order given
 */
export function holm(chances: readonly number[]): number[] {
  const corrected = chances.map(() => 1)
  let most = 0
  const ascending = chances.map((chance, place) => ({ chance, place })).sort((a, b) => a.chance - b.chance)
  for (const [rank, { chance, place }] of ascending.entries()) {
    most = Math.min(1, Math.max(most, chance * (chances.length - rank)))
    corrected[place] = most
  }
  return corrected
}
