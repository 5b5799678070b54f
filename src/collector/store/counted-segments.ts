import type { ResponseRecord } from '../../protocol/response.ts'
import {
  bandOf,
  loadBands,
  type Segment,
  type SegmentName,
  segmentNames,
  valueBands,
} from '../../report/api/segments.ts'
import { storable } from './person.ts'
import type { ResponseTable } from './tables.ts'

/**
 * The segments the rollup always counts by, in this order: each alone and all together. A declared segment is combined with
 * them, too.
 */
export const usualSegments = [
  'device',
  'language',
  'source',
  'touchpoint',
] as const satisfies readonly SegmentName[]

/** The rollup's name for several segments counted together; a row's value is then the list of their values as JSON. */
export const together = (segments: readonly Segment[]): string => segments.join()

/**
 * Most segments an operator can declare. Each is counted alone, together with all usual ones, and together with each other
 * declared one: that many more rows to count in for each response.
 */
export const mostDeclared = 5

/** A segment that the rollup counts because the operator has declared it. */
export interface CountedSegmentTable {
  segment: string
}

/**
 * Characters; longer than any sensible value, and longer ones are counted by their beginning. Five of them together, with
 * each letter in JSON's longest escape, fit into an entry of PostgreSQL's index, which takes 2,704 bytes.
 */
export const longestValue = 70

/** `storable`, since the cut may fall inside a character. */
const shortened = (text: string): string =>
  text.length > longestValue ? storable(text.slice(0, longestValue)) : text

type SegmentSource = Pick<ResponseTable, 'locale' | 'trigger_source' | 'trigger_name' | 'record'>

type Counted = readonly [segment: Segment, value: string]

/** A response's value for each segment and each combination of segments that it is counted by. */
export function segmentsOf(
  source: SegmentSource,
  declared: readonly Segment[],
): (readonly [segment: string, value: string])[] {
  const usual = usualSegments.map((segment): Counted => [segment, usualValue(source, segment)])
  if (declared.length === 0) return [...usual, atOnce(usual)]
  // Not checked: it passed the schema when it was stored.
  const record: Partial<ResponseRecord> = JSON.parse(source.record)
  const others = declared.map((segment): Counted => [segment, shortened(storable(valueIn(record, segment)))])
  return [
    ...usual,
    atOnce(usual),
    ...others,
    ...others.map(other => atOnce([other, ...usual])),
    ...others.flatMap((one, place) => others.slice(place + 1).map(other => atOnce([one, other]))),
  ]
}

const atOnce = (all: readonly Counted[]): readonly [segment: string, value: string] => [
  together(all.map(([segment]) => segment)),
  JSON.stringify(all.map(([, value]) => value)),
]

function usualValue(source: SegmentSource, segment: (typeof usualSegments)[number]): string {
  switch (segment) {
    case 'device':
      return deviceIn(source.record)
    case 'language':
      return shortened(source.locale)
    case 'source':
      return shortened(source.trigger_source)
    case 'touchpoint':
      return shortened(source.trigger_name)
  }
}

/**
 * Found by searching, not by parsing the whole record, which would take longer than everything else; devices are a closed
 * list.
 */
function deviceIn(record: string): string {
  const found = /"device":\s*"(mobile|tablet|desktop)"/.exec(record)?.[1]
  // A text inside the record may look the same; then parse it.
  if (found !== undefined && record.indexOf('"device"') === record.lastIndexOf('"device"')) return found
  const { device }: Partial<ResponseRecord> = JSON.parse(record)
  return device ?? ''
}

/** What the record says, as `segmentColumn` reads it; '' if it says nothing. */
function valueIn({ trigger, page, respondent }: Partial<ResponseRecord>, segment: Segment): string {
  switch (segment) {
    case 'value': {
      const { value, currency } = trigger ?? {}
      return value == null || !currency ? '' : `${currency} ${bandOf(value, valueBands)}`
    }
    case 'load':
      return page?.loadMs == null ? '' : String(bandOf(page.loadMs, loadBands))
    case 'product':
    case 'department':
    case 'team':
    case 'agent':
      return textOf(trigger?.properties?.[segment])
    default:
      return textOf(respondent?.traits?.[segment.slice('trait.'.length)])
  }
}

const textOf = (value: string | number | boolean | null | undefined): string => String(value ?? '')

/**
 * Excludes pages, of which there are too many and which are longer than the limit, and the usual segments, which are
 * counted anyway.
 */
const declarable: readonly string[] = segmentNames.filter(
  name => name !== 'page' && !usualSegments.some(usual => usual === name),
)

/** The segment an operator means: one of the report's, or a trait by its bare name. Null if there is none of that name. */
export function segmentNamed(text: string): Segment | null {
  const name = text.trim()
  if (declarable.includes(name)) return name as Segment
  const trait = name.startsWith('trait.') ? name : `trait.${name}`
  const isUsual = segmentNames.some(segmentName => segmentName === name)
  return !isUsual && /^trait\.[\p{L}\p{N}_ -]{1,64}$/u.test(trait) ? (trait as Segment) : null
}
