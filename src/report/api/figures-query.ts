import * as z from 'zod/mini'
import { type Compared, comparedBy, comparedDates, periodNames } from './period.ts'
import { isSegment, type Segment, segmentNames } from './segments.ts'
import { tagKey, tagName } from './tags.ts'

export const date = z
  .string()
  .check(
    z.refine(
      text => /^(19|20)\d\d-\d\d-\d\d$/.test(text) && isDate(text),
      'a date of the calendar, such as 2026-05-01',
    ),
  )

/** Checks the date exactly, because 31 February would be read as 3 March. */
function isDate(text: string): boolean {
  const at = Date.parse(text)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export const name = (longest: number) =>
  z.string().check(z.regex(/^[\w-]+$/, 'letters, digits, "_" or "-"'), z.maxLength(longest))
const value = z.string().check(z.maxLength(500))
export const segments = z
  .string()
  .check(
    z.refine(
      text => text.split(',').length <= 2 && text.split(',').every(isSegment),
      `one or two of ${segmentNames.join(', ')} or trait.<name>, with a comma between`,
    ),
  )

const filters = Object.fromEntries(segmentNames.map(segment => [segment, z.optional(value)]))

/** The parameters that narrow any view of answers. */
export const selection = {
  site: z.optional(name(32)),
  survey: z.optional(name(64)),
  kind: z.optional(z.enum(['transactional', 'relationship'])),
  period: z.optional(z.enum(periodNames)),
  from: z.optional(date),
  to: z.optional(date),
  verified: z.optional(z.enum(['only'])),
  unconfirmed: z.optional(z.enum(['counted'])),
  latest: z.optional(z.enum(['respondent'])),
  trait: z.optional(
    z
      .string()
      .check(
        z.refine(
          text => isSegment(`trait.${text.split(':')[0]}`) && text.includes(':'),
          'a trait’s name and value, such as plan:pro',
        ),
      ),
  ),
  tag: z.optional(tagName),
  ...filters,
}

export const isWholePeriod = z.refine<{ period?: unknown; from?: unknown; to?: unknown }>(
  ({ period, from, to }) => (from === undefined) === (to === undefined) && !(period && from),
  { path: ['period'], error: 'one period, or both from and to' },
)
export const isInOrder = z.refine<{ from?: unknown; to?: unknown }>(
  ({ from, to }) => from === undefined || String(from) <= String(to),
  { path: ['to'], error: 'a date that is not before from' },
)

/** The parameters that narrow a view, and no others. */
export const SelectionParameters = z.strictObject(selection).check(isWholePeriod, isInOrder)
export type SelectionParameters = z.infer<typeof SelectionParameters>
export const selectionNames = Object.keys(selection)

const figuresShape = {
  ...selection,
  bucket: z.optional(z.enum(['day', 'week', 'month', 'quarter'])),
  by: z.optional(segments),
}
export const figuresNames = Object.keys(figuresShape)
export const FiguresParameters = z.strictObject(figuresShape).check(isWholePeriod, isInOrder)
export type FiguresParameters = z.infer<typeof FiguresParameters>

const answersShape = {
  ...selection,
  category: z.optional(z.enum(['promoter', 'passive', 'detractor'])),
  score: z.optional(z.string().check(z.regex(/^(10|\d)$/, 'a whole number from 0 to 10'))),
  words: z.optional(z.string().check(z.maxLength(200))),
  text: z.optional(z.enum(['only'])),
  /** Only answers whose order has a value in it. */
  currency: z.optional(
    z.string().check(z.regex(/^[^\p{C}]{1,10}$/u, 'a currency as the site names it, such as EUR')),
  ),
  after: z.optional(z.string().check(z.regex(/^-?\d{1,16}\.[0-9a-f-]{36}$/, 'what an answer calls next'))),
}
export const answersNames = Object.keys(answersShape)
export const AnswersParameters = z.strictObject(answersShape).check(isWholePeriod, isInOrder)
export type AnswersParameters = z.infer<typeof AnswersParameters>

const { after: _, ...listed } = answersShape
/** The parameters of `GET /api/answers/export`: all the answers that a list shows. */
export const ExportParameters = z
  .strictObject({
    ...listed,
    format: z.optional(z.enum(['csv', 'json'])),
    separator: z.optional(z.enum(['comma', 'semicolon', 'tab'])),
    ids: z.optional(z.enum(['plain', 'text'])),
  })
  .check(isWholePeriod, isInOrder)
export type ExportParameters = z.infer<typeof ExportParameters>

/** Which responses a view is about. */
export interface Selection extends Compared {
  site: string | null
  survey: string | null
  kind: 'transactional' | 'relationship' | null
  onlyVerified: boolean
  /** Whether scores chosen but never sent count as answers. */
  countUnconfirmed: boolean
  /** Whether only the latest of a known respondent's answers to a survey in a period counts. */
  latestPerRespondent: boolean
  /** The key of a tag that the answers must have. */
  tag: string | null
  /** Each segment must have this value; the empty text means none. */
  filters: readonly { segment: Segment; value: string }[]
}

/** The default period. */
export const usualPeriod = '90d'

/** @param now milliseconds since 1970 */
export function selectionOf(parameters: SelectionParameters, now: number): Selection {
  const { site, survey, kind, period, from, to, verified, unconfirmed, latest, trait, tag } = parameters
  const compared =
    from !== undefined && to !== undefined ? comparedDates(from, to) : comparedBy(period ?? usualPeriod, now)
  const named: Readonly<Record<string, unknown>> = parameters
  const [traitName, ...traitValue] = trait?.split(':') ?? []
  return {
    ...compared,
    site: site ?? null,
    survey: survey ?? null,
    kind: kind ?? null,
    onlyVerified: verified === 'only',
    countUnconfirmed: unconfirmed === 'counted',
    latestPerRespondent: latest === 'respondent',
    tag: tag === undefined ? null : tagKey(tag),
    filters: [
      ...segmentNames.flatMap(segment => {
        const value = named[segment]
        return typeof value === 'string' ? [{ segment, value }] : []
      }),
      ...(traitName === undefined
        ? []
        : [{ segment: `trait.${traitName}` as const, value: traitValue.join(':') }]),
    ],
  }
}

/** The segments that a query names, in order. */
export const segmentsOf = ({ by }: Pick<FiguresParameters, 'by'>): Segment[] =>
  (by?.split(',') ?? []).filter(isSegment)
