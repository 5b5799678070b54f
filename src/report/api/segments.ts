/** The segments by which answers can be told apart, besides their survey. `trait.<name>` is one of the site's own traits. */
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

/** A trait's name within a segment's: what sites write, and nothing that a query could mistake. */
const traitPattern = /^trait\.[\p{L}\p{N}_ -]{1,64}$/u

export function isSegment(text: string): text is Segment {
  return segmentNames.some(name => name === text) || traitPattern.test(text)
}

/** Lower bounds of the bands of an order's value, in its currency; there is another band below the first. */
export const valueBands = [25, 50, 100, 250, 500] as const

/** Lower bounds of the bands of days somebody has been a customer. */
export const tenureBands = [30, 180, 365, 1095] as const

/** Lower bounds of the bands of a page's loading time, in milliseconds. */
export const loadBands = [500, 1000, 2500, 4000] as const

/** The index of the band that contains a number: 0 is below the first bound. */
export const bandOf = (value: number, bounds: readonly number[]): number =>
  bounds.filter(bound => value >= bound).length
