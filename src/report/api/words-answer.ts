import * as z from 'zod/mini'

const count = z.int().check(z.minimum(0))
const frequent = z.array(z.object({ words: z.array(z.string()), texts: count }))

/** What the texts of one group of answers are made of. */
const group = z.object({
  category: z.enum(['promoter', 'passive', 'detractor']),
  /** How many answers have a text. */
  texts: count,
  /** In how many of them each word stands, the most frequent first, without those that say little by themselves. */
  words: frequent,
  /** The same of two words that follow each other in a sentence. */
  pairs: frequent,
})

/** What `GET /api/words` answers. */
export const WordsAnswer = z.object({
  /** Three, the promoters first. */
  groups: z.array(group),
  /** Whether only the newest texts were counted, or older ones are still being made ready. */
  isCut: z.boolean(),
})

export type WordsAnswer = z.infer<typeof WordsAnswer>
export type WordsGroup = z.infer<typeof group>
