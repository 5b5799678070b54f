import * as z from 'zod/mini'

const instant = z.number()
const period = z.object({ start: instant, end: instant })
const count = z.int().check(z.minimum(0))
/** How often each score was given, 0 to 10. */
const scores = z.array(count).check(z.length(11))

/** Answers that share everything asked for. It consists of counts, from which figures are computed. */
const group = z.object({
  site: z.string(),
  survey: z.string(),
  kind: z.enum(['transactional', 'relationship']),
  /** Whether they are from the period itself or the one before it. */
  when: z.enum(['period', 'before']),
  /** When the bucket begins, milliseconds since 1970; null if no buckets were asked for. */
  bucket: z.nullable(instant),
  /** The segments' values in the order asked for; null: the record doesn't say. */
  segments: z.array(z.nullable(z.string())),
  /** The answers that make up the score, by score. */
  scores,
  /** How many these are, and the resulting score: points with one decimal, null if there are none. */
  answers: count,
  score: z.nullable(z.number()),
  interval: z.nullable(z.object({ low: z.number(), high: z.number() })),
  /** Scores that were chosen but never sent; empty if they count as answers. */
  unconfirmed: scores,
  /** How many were asked without reacting, or dismissed the survey; only with the site's `report: "everything"`. */
  ignored: count,
  dismissed: count,
  /** Answers that were sent, whether or not unsent scores count, too. */
  sent: count,
  /** How many of the dismissals, and of the scores chosen but never sent, came within a second: likely mis-clicks. */
  misclicks: z.object({ dismissed: count, scored: count }),
  /** How many of the answers have a reason. */
  withReason: count,
})

export const FiguresAnswer = z.object({
  at: instant,
  period,
  before: z.nullable(period),
  groups: z.array(group),
  /** Groups for which there was no room: their counts are in the group whose segments are all "…". */
  joined: count,
  /** Responses that are stored but not counted yet, and since when the oldest has been waiting; absent if all are counted. */
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
  /** In the words that the visitor read. */
  question: z.nullable(z.string()),
  /** Whether the visitor allows contact. */
  mayContact: z.boolean(),
  /** Left together with the permission to use it. */
  email: z.nullable(z.string()),
  verified: z.boolean(),
  /** The trigger's properties, such as team and agent. */
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Set by hand or by rule. */
  tags: z.array(z.object({ tag: z.string(), name: z.string() })),
})

export const AnswersAnswer = z.object({
  answers: z.array(ListedAnswer),
  /** The value of `after` for the next page; null at the end. */
  next: z.nullable(z.string()),
  /** Whether the list may be incomplete, because it searches for words or tags while older texts are still being indexed. */
  isCut: z.boolean(),
})

export type AnswersAnswer = z.infer<typeof AnswersAnswer>
export type ListedAnswer = z.infer<typeof ListedAnswer>
