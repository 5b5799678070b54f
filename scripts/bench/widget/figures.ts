/** The median of some figures, and the range of the middle half of them. */
export interface Summary {
  median: number
  /** A quarter of the figures is below. */
  low: number
  /** A quarter of the figures is above. */
  high: number
}

/**
 * The figure below which a share of all figures lies; interpolated between two figures.
 * @param share 0 to 1
 * @returns NaN if there are no figures
 */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((one, other) => one - other)
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (figures: readonly number[]): number => quantile(figures, 0.5)

export function summarise(figures: readonly number[]): Summary {
  return { median: median(figures), low: quantile(figures, 0.25), high: quantile(figures, 0.75) }
}
