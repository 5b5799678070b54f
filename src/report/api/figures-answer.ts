import * as z from 'zod/mini'

const instant = z.number()
const period = z.object({ start: instant, end: instant })
const count = z.int().check(z.minimum(0))
/** How often each score was given, 0 to 10. */
const scores = z.array(count).check(z.length(11))

/** Answers that are alike in all that was asked for. Only counts: figures are computed from them. */
const group = z.object({
  site: z.string(),
  survey: z.string(),
  kind: z.enum(['transactional', 'relationship']),
  /** Of the period itself, or of the one before it. */
  when: z.enum(['period', 'before']),
  /** When the bucket begins, milliseconds since 1970; null where none was asked for. */
  bucket: z.nullable(instant),
  /** The segments' values in the order asked for; null: the record doesn't say. */
  segments: z.array(z.nullable(z.string())),
  /** Answers that make the score, by score. */
  scores,
  /** How many these are, and what they come to: points with one decimal, null where there are none. */
  answers: count,
  score: z.nullable(z.number()),
  interval: z.nullable(z.object({ low: z.number(), high: z.number() })),
  /** Scores that were chosen and never sent; none where they count as answers. */
  unconfirmed: scores,
  /** How many responses were asked and no more, or dismissed; only with the site's `report: "everything"`. */
  ignored: count,
  dismissed: count,
  /** Answers that were sent, whatever else makes the score. */
  sent: count,
  /** Of the dismissed, and of the scores that were chosen and never sent, those within a second: likely mis-clicks. */
  misclicks: z.object({ dismissed: count, scored: count }),
  /** Of the answers, those with a reason. */
  withReason: count,
})

export const FiguresAnswer = z.object({
  at: instant,
  period,
  before: z.nullable(period),
  groups: z.array(group),
  /** Groups for which there was no room: their counts are in the group whose segments are all "…". */
  joined: count,
  /** Responses that are stored and not counted yet, and since when the oldest of them waits; absent where all are counted. */
  uncounted: z.optional(z.object({ responses: count, since: instant })),
})

export type FiguresAnswer = z.infer<typeof FiguresAnswer>
export type FigureGroup = z.infer<typeof group>

export const ListedAnswer = z.object({
  id: z.string(),
  site: z.string(),
  survey: z.string(),
  kind: z.enum(['transactional', 'relationship']),
  score: count,
  isConfirmed: z.boolean(),
  reason: z.nullable(z.string()),
  at: instant,
  touchpoint: z.string(),
  ref: z.nullable(z.string()),
  page: z.nullable(z.string()),
  language: z.string(),
  device: z.nullable(z.string()),
  value: z.nullable(z.number()),
  currency: z.nullable(z.string()),
  /** As the visitor read it. */
  question: z.nullable(z.string()),
  /** Whether the visitor allowed to be contacted. */
  mayContact: z.boolean(),
  /** Left with the permission to be contacted. */
  email: z.nullable(z.string()),
  verified: z.boolean(),
  /** The trigger's properties, such as team and agent. */
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** By hand or by their words. */
  tags: z.array(z.object({ tag: z.string(), name: z.string() })),
})

export const AnswersAnswer = z.object({
  answers: z.array(ListedAnswer),
  /** What `after` must be to read on; null at the end. */
  next: z.nullable(z.string()),
  /** Whether words or tags were looked for while older texts were still being made ready to be found. */
  isCut: z.boolean(),
})

export type AnswersAnswer = z.infer<typeof AnswersAnswer>
export type ListedAnswer = z.infer<typeof ListedAnswer>
