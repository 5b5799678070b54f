import * as z from 'zod/mini'
import { name } from './figures-query.ts'

/** Longest name given to a site or a survey, in characters: it is used as a heading. */
export const longestName = 60

const isSaid = z.refine<string>(text => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'words on one line')

/** The team's name for a site (`survey` is null) or a survey; an empty name restores the id. */
export const GivenName = z.strictObject({
  site: name(32),
  survey: z.nullable(name(64)),
  name: z.string().check(isSaid, z.maxLength(longestName)),
})
export type GivenName = z.infer<typeof GivenName>

/** The response to `GET /api/names`, and to each change of a name. */
export const NamesAnswer = z.object({ names: z.array(GivenName) })
export type NamesAnswer = z.infer<typeof NamesAnswer>

const count = z.int().check(z.minimum(0))
const survey = z.object({ site: z.string(), survey: z.string() })

/** The response to `GET /api/surveys`, and to each declaration. */
export const SurveysAnswer = z.object({
  known: z.array(
    z.extend(survey, {
      declared: z.boolean(),
      name: z.nullable(z.string()),
      /** Answers that count, over all time. */
      answers: count,
      /** When the newest response was given, milliseconds since 1970; null: there is none. */
      heard: z.nullable(z.number()),
    }),
  ),
  /** The sites that have been given a name. */
  sites: z.array(z.object({ site: z.string(), name: z.string() })),
  undeclared: z.object({
    responses: count,
    /** Limit above which no more are stored. */
    most: count,
    /** The names with the most responses among them. */
    names: z.array(z.extend(survey, { responses: count })),
  }),
})
export type SurveysAnswer = z.infer<typeof SurveysAnswer>
export type KnownSurvey = SurveysAnswer['known'][number]
