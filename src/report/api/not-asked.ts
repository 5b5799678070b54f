import * as z from 'zod/mini'
import { isInOrder, isWholePeriod, selection } from './figures-query.ts'

const { site, period, from, to } = selection

const notAskedShape = {
  ...{ site, period, from, to },
  bucket: z.optional(z.enum(['day', 'week', 'month', 'quarter'])),
}
export const notAskedNames = Object.keys(notAskedShape)
export const NotAskedParameters = z.strictObject(notAskedShape).check(isWholePeriod, isInOrder)
export type NotAskedParameters = z.infer<typeof NotAskedParameters>

const count = z.int().check(z.minimum(0))

/** The response to `GET /api/not-asked`: triggers that led to no asking, by the first rule that held them back. */
export const NotAskedAnswer = z.object({
  at: z.number(),
  period: z.object({ start: z.number(), end: z.number() }),
  counts: z.array(
    z.object({
      /** When the step begins, milliseconds since 1970. */
      start: z.number(),
      /** As `explain` names it; "…" stands for all those for which there was no room. */
      rule: z.string(),
      triggers: count,
    }),
  ),
})
export type NotAskedAnswer = z.infer<typeof NotAskedAnswer>
