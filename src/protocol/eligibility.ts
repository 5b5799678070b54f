import * as z from 'zod/mini'
import { limits } from './limits.ts'

const site = z.string().check(z.regex(/^[\w-]{1,32}$/, '1 to 32 letters, digits, "_" or "-"'))
const text = z.string().check(z.maxLength(limits.text))
const named = z.string().check(z.minLength(1), z.maxLength(limits.text))
const form = 'an instant such as "2026-05-01T12:00:00.000Z", or milliseconds since 1970'
// Whether it is near enough is checked later, against the clock.
const instant = z.union([z.iso.datetime(form), z.int(form)], form)

/** The body of `POST /eligibility`: what does the collector know about this respondent? */
export const EligibilitySchema = z.looseObject({
  schema: z.literal(1),
  site,
  respondent: z.looseObject({ id: named, signature: z.optional(z.nullable(text)) }),
})

/** The body of `POST /triggers`: ask this respondent on the next visit. */
export const NextVisitSchema = z.looseObject({
  schema: z.literal(1),
  site,
  respondent: z.looseObject({ id: named }),
  trigger: z.looseObject({
    name: named,
    ref: z.optional(z.nullable(text)),
    properties: z.optional(
      z
        .record(text, z.union([text, z.number(), z.boolean()]))
        .check(
          z.refine(
            properties => Object.keys(properties).length <= limits.properties,
            `at most ${limits.properties} entries`,
          ),
        ),
    ),
    at: z.optional(instant),
  }),
})
