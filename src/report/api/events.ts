import * as z from 'zod/mini'
import { date, isInOrder, isWholePeriod, name, selection } from './figures-query.ts'

/** How long the periods compared around an event are, in days. */
export const spans = ['30d', '90d'] as const
export type Span = (typeof spans)[number]
export const usualSpan: Span = '30d'

const eventsShape = { ...selection, around: z.optional(z.enum(spans)) }
export const eventsNames = Object.keys(eventsShape)
export const EventsParameters = z.strictObject(eventsShape).check(isWholePeriod, isInOrder)
export type EventsParameters = z.infer<typeof EventsParameters>

/** Longest name of an event, in characters: it is written next to a line on a chart. */
export const longestEvent = 80

const isSaid = z.refine<string>(text => text.trim() !== '' && !/\p{Cc}/u.test(text), 'words on one line')

/** An event to note. Without `survey` it concerns the whole site; without both, everything. */
export const NewEvent = z
  .strictObject({
    day: date,
    name: z.string().check(isSaid, z.maxLength(longestEvent)),
    site: z.optional(z.nullable(name(32))),
    survey: z.optional(z.nullable(name(64))),
  })
  .check(
    z.refine(({ site, survey }) => survey == null || site != null, {
      path: ['site'],
      error: 'the site of the survey',
    }),
  )

/** The id of the stored note. */
export const NotedAnswer = z.object({ id: z.string() })

const count = z.int().check(z.minimum(0))
const scores = z.array(count).check(z.length(11))
const period = z.object({ start: z.number(), end: z.number() })

const event = z.object({
  id: z.string(),
  site: z.nullable(z.string()),
  survey: z.nullable(z.string()),
  day: z.string(),
  name: z.string(),
  /** The periods compared; null if there is nothing to compare yet, or too many events. */
  around: z.nullable(z.object({ before: period, after: period, days: count })),
  /** How often each score was given in them, by survey. */
  surveys: z.array(
    z.object({
      site: z.string(),
      survey: z.string(),
      kind: z.enum(['transactional', 'relationship']),
      before: scores,
      after: scores,
    }),
  ),
})

export const EventsAnswer = z.object({
  period,
  /** Newest first. */
  events: z.array(event),
  /** The number of earlier events in the period that are not compared. */
  uncompared: count,
})

export type EventsAnswer = z.infer<typeof EventsAnswer>
export type ComparedEvent = z.infer<typeof event>
