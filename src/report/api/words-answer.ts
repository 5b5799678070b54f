import * as z from 'zod/mini'

const count = z.int().check(z.minimum(0))
const frequent = z.array(z.object({ words: z.array(z.string()), texts: count }))

/** The words in the texts of one group of answers. */
const group = z.object({
  category: z.enum(['promoter', 'passive', 'detractor']),
  /** How many answers have a text. */
  texts: count,
  /** How many of the texts contain each word, most frequent first, leaving out words that say little by themselves. */
  words: frequent,
  /** The same for two words that follow each other in a sentence. */
  pairs: frequent,
})

/** The response to `GET /api/words`. */
export const WordsAnswer = z.object({
  /** Three groups, promoters first. */
  groups: z.array(group),
  /** Whether only the newest texts were counted, or older ones are still being indexed. */
  isCut: z.boolean(),
})

export type WordsAnswer = z.infer<typeof WordsAnswer>
export type WordsGroup = z.infer<typeof group>
