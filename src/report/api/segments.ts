/** What answers can be told apart by, besides their survey. `trait.<name>` is one of the site's own traits. */
export const segmentNames = [
  'touchpoint',
  'source',
  'device',
  'language',
  'product',
  'department',
  'team',
  'agent',
  'value',
  'tenure',
  'page',
  'load',
] as const

export type SegmentName = (typeof segmentNames)[number]
export type Segment = SegmentName | `trait.${string}`

/** A trait's name as it stands in a segment's: what sites write, and nothing that a query could mistake. */
const traitPattern = /^trait\.[\p{L}\p{N}_ -]{1,64}$/u

export function isSegment(text: string): text is Segment {
  return segmentNames.some(name => name === text) || traitPattern.test(text)
}

/** Where bands of an order's value begin, in its currency; below the first is a band, too. */
export const valueBands = [25, 50, 100, 250, 500] as const

/** Where bands of the days for which somebody has been a customer begin. */
export const tenureBands = [30, 180, 365, 1095] as const

/** Where bands of the time that a page took to load begin, in milliseconds. */
export const loadBands = [500, 1000, 2500, 4000] as const

/** The place of the band that a number lies in: 0 is below the first bound. */
export const bandOf = (value: number, bounds: readonly number[]): number =>
  bounds.filter(bound => value >= bound).length
