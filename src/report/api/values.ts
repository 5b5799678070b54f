import * as z from 'zod/mini'
import { isInOrder, isWholePeriod, segments, selection } from './figures-query.ts'

const valuesShape = { ...selection, by: z.optional(segments) }
export const valuesNames = Object.keys(valuesShape)
export const ValuesParameters = z.strictObject(valuesShape).check(isWholePeriod, isInOrder)
export type ValuesParameters = z.infer<typeof ValuesParameters>

const count = z.int().check(z.minimum(0))
const sum = z.number().check(z.minimum(0))

/** Answers by what their orders were worth, one currency each. It consists of sums, from which figures are computed. */
const group = z.object({
  site: z.string(),
  survey: z.string(),
  kind: z.enum(['transactional', 'relationship']),
  /** The segments' values in the order asked for; null: the record doesn't say. */
  segments: z.array(z.nullable(z.string())),
  currency: z.string(),
  /** How many of the answers say what their order was worth. */
  answers: count,
  /** The sums of the orders' values. */
  values: z.object({ promoters: sum, passives: sum, detractors: sum }),
  /** The sum of the squares of the orders' values. */
  squares: sum,
  /** The resulting score, in points with one decimal, and the number of equally weighted answers that tell as much. */
  score: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }),
  effective: z.number(),
})

export const ValuesAnswer = z.object({
  period: z.object({ start: z.number(), end: z.number() }),
  groups: z.array(group),
  /** Groups for which there was no room: they are in the group whose segments are all "…". */
  joined: count,
})

export type ValuesAnswer = z.infer<typeof ValuesAnswer>
export type ValueGroup = z.infer<typeof group>
