/** The middle of some figures, and between what the middle half of them lies. */
export interface Summary {
  median: number
  /** A quarter of the figures is smaller. */
  low: number
  /** A quarter of the figures is larger. */
  high: number
}

/**
 * The figure below which a share of all lies; between two figures it is interpolated.
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
