import * as z from 'zod/mini'
import { name } from './figures-query.ts'

/** Characters of a name that somebody gave to a site or a survey: it is a heading. */
export const longestName = 60

const isSaid = z.refine<string>(text => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'words on one line')

/** What the team calls a site (`survey` is null) or a survey; empty: by its id again. */
export const GivenName = z.strictObject({
  site: name(32),
  survey: z.nullable(name(64)),
  name: z.string().check(isSaid, z.maxLength(longestName)),
})
export type GivenName = z.infer<typeof GivenName>

/** What `GET /api/names` answers, and each change of a name. */
export const NamesAnswer = z.object({ names: z.array(GivenName) })
export type NamesAnswer = z.infer<typeof NamesAnswer>

const count = z.int().check(z.minimum(0))
const survey = z.object({ site: z.string(), survey: z.string() })

/** What `GET /api/surveys` answers, and each declaration. */
export const SurveysAnswer = z.object({
  known: z.array(
    z.extend(survey, {
      declared: z.boolean(),
      name: z.nullable(z.string()),
      /** Answers that count, over all time. */
      answers: count,
      /** When the newest response was given, milliseconds since 1970; null: none has come. */
      heard: z.nullable(z.number()),
    }),
  ),
  /** The sites that have a name of their own. */
  sites: z.array(z.object({ site: z.string(), name: z.string() })),
  undeclared: z.object({
    responses: count,
    /** Beyond so many no more are stored. */
    most: count,
    /** The names that most of them came for. */
    names: z.array(z.extend(survey, { responses: count })),
  }),
})
export type SurveysAnswer = z.infer<typeof SurveysAnswer>
export type KnownSurvey = SurveysAnswer['known'][number]
