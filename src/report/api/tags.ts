import * as z from 'zod/mini'
import { termsOf } from '../../words/terms.ts'

/** Most tags of a team: more help nobody. */
export const mostTags = 100

/** Most answers tagged at once. */
export const mostTagged = 200

/** A name in the normalised form used to find a tag. */
export const tagKey = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Excludes characters a reader can't see, and the separator between tags in a table's cell. */
const name = z
  .string()
  .check(
    z.refine(
      text =>
        /^[^\p{C}\p{Zl}\p{Zp},]{1,60}$/u.test(text) &&
        /[\p{L}\p{N}]/u.test(text) &&
        tagKey(text).length <= 60,
      'a name of 1 to 60 characters, with a letter or a digit and without a comma',
    ),
  )

/** A tag's key, as used in a URL. */
export const tagName = name

const words = z.string().check(
  z.maxLength(1000),
  z.refine(
    text => text.trim() === '' || termsOf(text).length > 0,
    'words with commas between, such as "late parcel, delay*", or nothing',
  ),
  z.refine(
    text => termsOf(text).length <= 50 && termsOf(text).every(term => term.length <= 10),
    'at most 50 words or groups of words, of 10 words each',
  ),
)

export const Tag = z.object({
  /** Its key: `tagKey` of its name. */
  tag: z.string(),
  name: z.string(),
  /** The team's rule: an answer with one of these words has the tag; '': by hand only. */
  words: z.string(),
})
export type Tag = z.infer<typeof Tag>

/** The response to `GET /api/tags` and to each change of a tag. */
export const TagList = z.object({ tags: z.array(Tag) })
export type TagList = z.infer<typeof TagList>

/** A tag to create or change. */
export const TagChange = z.strictObject({
  name,
  words: z._default(words, ''),
  /** The key of the tag to change, if its name may change. */
  was: z.optional(name),
})
export type TagChange = z.infer<typeof TagChange>

export const TagErasure = z.strictObject({ tag: name })

/** Answers to tag, or to remove a tag from. */
export const TaggingRequest = z.strictObject({
  tag: name,
  ids: z
    .array(z.string().check(z.regex(/^[0-9a-f-]{36}$/, 'the id of an answer')))
    .check(z.minLength(1), z.maxLength(mostTagged)),
  on: z.boolean(),
})

export const TaggingAnswer = z.object({ tagged: z.int() })
