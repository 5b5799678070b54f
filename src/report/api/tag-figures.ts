import * as z from 'zod/mini'
import { FiguresAnswer } from './figures-answer.ts'

const count = z.int().check(z.minimum(0))

/** The response to `GET /api/tag-figures`. */
export const TagFiguresAnswer = z.object({
  at: z.number(),
  period: FiguresAnswer.shape.period,
  before: FiguresAnswer.shape.before,
  /** The answers of each survey, with or without a tag. */
  groups: FiguresAnswer.shape.groups,
  /** The answers with each tag; an answer with several tags is in each. */
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
  /** Whether older texts are still being indexed. */
  isCut: z.boolean(),
})

export type TagFiguresAnswer = z.infer<typeof TagFiguresAnswer>
export type TaggedGroup = TagFiguresAnswer['tagged'][number]
