import * as z from 'zod/mini'
import { FiguresAnswer } from './figures-answer.ts'

const count = z.int().check(z.minimum(0))

/** What `GET /api/tag-figures` answers. */
export const TagFiguresAnswer = z.object({
  at: z.number(),
  period: FiguresAnswer.shape.period,
  before: FiguresAnswer.shape.before,
  /** The answers of each survey, with a tag or without. */
  groups: FiguresAnswer.shape.groups,
  /** Those with a tag: an answer with several is in each. */
  tagged: z.array(
    z.object({
      tag: z.string(),
      site: z.string(),
      survey: z.string(),
      kind: z.enum(['transactional', 'relationship']),
      when: z.enum(['period', 'before']),
      /** How often each score was given, 0 to 10. */
      scores: z.array(count).check(z.length(11)),
    }),
  ),
  /** Whether older texts are still being made ready to be found by their words. */
  isCut: z.boolean(),
})

export type TagFiguresAnswer = z.infer<typeof TagFiguresAnswer>
export type TaggedGroup = TagFiguresAnswer['tagged'][number]
