import * as z from 'zod/mini'
import { name } from './figures-query.ts'
import { isSegment, segmentNames } from './segments.ts'

const points = z.int().check(z.minimum(-100), z.maximum(100))
const isSaid = z.refine<string>(text => text.trim() !== '' && !/\p{Cc}/u.test(text), 'words on one line')
const words = (longest: number) => z.string().check(isSaid, z.maxLength(longest))

/** Longest name of a reference line, which is written on a chart, and of its figure's source, in characters. */
export const longestLine = 60
export const longestSource = 200

/** The score that a team aims at for a survey, or for its answers with a certain segment value. */
export const NewGoal = z
  .strictObject({
    site: name(32),
    survey: name(64),
    kind: z.enum(['transactional', 'relationship']),
    segment: z.optional(
      z.nullable(z.string().check(z.refine(isSegment, `one of ${segmentNames.join(', ')} or trait.<name>`))),
    ),
    value: z.optional(z.nullable(words(500))),
    goal: points,
  })
  .check(
    z.refine(({ segment, value }) => (segment == null) === (value == null), {
      path: ['value'],
      error: 'there where segment is, and nowhere else',
    }),
  )

/**
 * A figure of the reader's own to compare with: last year's, or an industry's. Without `survey` it is drawn for all
 * surveys.
 */
export const NewLine = z
  .strictObject({
    name: words(longestLine),
    value: points,
    source: words(longestSource),
    site: z.optional(z.nullable(name(32))),
    survey: z.optional(z.nullable(name(64))),
  })
  .check(
    z.refine(({ site, survey }) => survey == null || site != null, {
      path: ['site'],
      error: 'the site of the survey',
    }),
  )

const goal = z.object({
  id: z.string(),
  site: z.string(),
  survey: z.string(),
  kind: z.enum(['transactional', 'relationship']),
  segment: z.nullable(z.string()),
  value: z.nullable(z.string()),
  goal: points,
})

const line = z.object({
  id: z.string(),
  name: z.string(),
  value: points,
  source: z.string(),
  site: z.nullable(z.string()),
  survey: z.nullable(z.string()),
})

/** `/api/goals` and `/api/lines` take no parameters: a team has few. */
export const GoalsParameters = z.strictObject({})
export const GoalsAnswer = z.object({ goals: z.array(goal) })
export const LinesAnswer = z.object({ lines: z.array(line) })

export type GoalsAnswer = z.infer<typeof GoalsAnswer>
export type LinesAnswer = z.infer<typeof LinesAnswer>
export type Goal = z.infer<typeof goal>
export type ReferenceLine = z.infer<typeof line>
