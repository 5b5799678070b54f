import * as z from 'zod/mini'
import { ListedAnswer } from './figures-answer.ts'
import { date, isInOrder, isWholePeriod, selection } from './figures-query.ts'

/** How far following up an answer has come; the first is that of an answer that nobody has taken up. */
export const followUpStates = ['new', 'contacted', 'solved', 'lost'] as const
export type FollowUpState = (typeof followUpStates)[number]

/** Whom to follow up: detractors; passives without a reason; promoters; those who were last contacted a quarter of a year ago. */
export const queues = ['detractors', 'passives', 'promoters', 'quiet'] as const
export type Queue = (typeof queues)[number]

/** The queue that is shown where none is named. */
export const usualQueue: Queue = 'detractors'

/** Days after which somebody has not been in contact for long. */
export const quietDays = 90

/** Answers that are changed at once. */
export const mostFollowed = 200

/** Characters. */
export const longestNote = 2000

const stateFilter = ['open', ...followUpStates, 'all'] as const
/** See {@link stateFilter}: open are those that are new or contacted. */
export type StateFilter = (typeof stateFilter)[number]

const shape = {
  ...selection,
  queue: z.optional(z.enum(queues)),
  state: z.optional(z.enum(stateFilter)),
  owner: z.optional(
    z.string().check(z.regex(/^[\w-]{1,64}$/, '"me", "none", or the id of somebody of the team')),
  ),
  due: z.optional(z.enum(['today'])),
  contact: z.optional(z.enum(['allowed'])),
  after: z.optional(
    z
      .string()
      .check(z.regex(/^-?\d{1,10}(\.\d{1,20})?_-?\d{1,16}_[0-9a-f-]{36}$/, 'what an answer calls next')),
  ),
}

export const FollowUpParameters = z.strictObject(shape).check(isWholePeriod, isInOrder)
export type FollowUpParameters = z.infer<typeof FollowUpParameters>
export const followUpNames = Object.keys(shape)

const person = z.object({ id: z.string(), name: z.string() })
/** Somebody of the team. */
export type TeamMember = z.infer<typeof person>

const changes = {
  state: z.optional(z.enum(followUpStates)),
  /** Who sees to it; null: nobody. */
  owner: z.optional(z.nullable(person)),
  /** The day until which something is to be done; null: none. */
  due: z.optional(z.nullable(z.string())),
}

/** One thing that was done, by whom and when. */
const step = z.object({
  at: z.number(),
  by: person,
  ...changes,
  note: z.optional(z.string()),
})
export type FollowUpStep = z.infer<typeof step>

export const FollowUp = z.object({
  state: z.enum(followUpStates),
  owner: z.nullable(person),
  due: z.nullable(z.string()),
  /** Rises with each change; a change names the version that it was made on. 0: nobody has done anything. */
  version: z.int(),
  /** When the visitor was first contacted, milliseconds since 1970. */
  contactedAt: z.nullable(z.number()),
  /** The oldest first. */
  steps: z.array(step),
})
export type FollowUp = z.infer<typeof FollowUp>

export const noFollowUp: FollowUp = {
  state: 'new',
  owner: null,
  due: null,
  version: 0,
  contactedAt: null,
  steps: [],
}

const FollowedAnswer = z.extend(ListedAnswer, {
  followUp: FollowUp,
  /** What its order was worth, where that can be believed: the list's order. */
  worth: z.nullable(z.number()),
  /** When somebody was last in contact with the visitor, as the site tells by the trait `lastContactAt`. */
  lastContactAt: z.nullable(z.string()),
})
export type FollowedAnswer = z.infer<typeof FollowedAnswer>

/** What `GET /api/follow-up` answers. */
export const FollowUpList = z.object({
  at: z.number(),
  answers: z.array(FollowedAnswer),
  /** What `after` must be to read on; null at the end. */
  next: z.nullable(z.string()),
  /** Who reads this, and whether they may change anything. */
  me: z.extend(person, { mayFollowUp: z.boolean() }),
  /** Who may be given a follow-up, by their names. */
  team: z.array(person),
})
export type FollowUpList = z.infer<typeof FollowUpList>

/** What `POST /api/follow-up` takes: the same change of one or more answers. */
export const FollowUpRequest = z
  .strictObject({
    answers: z
      .array(
        z.strictObject({
          id: z.string().check(z.regex(/^[0-9a-f-]{36}$/, 'the id of an answer')),
          version: z.int().check(z.minimum(0)),
        }),
      )
      .check(z.minLength(1), z.maxLength(mostFollowed)),
    state: changes.state,
    /** An id of the team. */
    owner: z.optional(
      z.nullable(z.string().check(z.regex(/^[\w-]{1,64}$/, '"me", null, or the id of somebody of the team'))),
    ),
    due: z.optional(z.nullable(date)),
    note: z.optional(
      z.string().check(
        z.maxLength(longestNote),
        z.refine(text => text.trim() !== '', 'some text, or left out'),
      ),
    ),
  })
  .check(
    z.refine(({ state, owner, due, note }) => [state, owner, due, note].some(one => one !== undefined), {
      path: ['state'],
      error: 'a state, an owner, a due day or a note to change to',
    }),
  )
export type FollowUpRequest = z.infer<typeof FollowUpRequest>

/** What `POST /api/follow-up` answers. */
export const FollowUpChanged = z.object({
  /** Ids of those that are changed. */
  changed: z.array(z.string()),
  /** Those that somebody else has changed meanwhile, as they are now: nothing of this change was done to them. */
  overtaken: z.array(z.object({ id: z.string(), followUp: FollowUp })),
  /** Ids of answers that are not there any more. */
  gone: z.array(z.string()),
})
export type FollowUpChanged = z.infer<typeof FollowUpChanged>

/** Of the detractors of a survey in a period, what has become of those that were taken up. */
const taken = z.object({
  site: z.string(),
  survey: z.string(),
  kind: z.enum(['transactional', 'relationship']),
  contacted: z.int(),
  solved: z.int(),
  lost: z.int(),
  /** Still to be done, with a due day before today. */
  overdue: z.int(),
  /** Milliseconds from the answer to the first contact, the middle of all that were contacted; null: none was. */
  firstContact: z.nullable(z.number()),
})
export type TakenUp = z.infer<typeof taken>

/** What `GET /api/follow-up-figures` answers. */
export const FollowUpFigures = z.object({ surveys: z.array(taken) })
export type FollowUpFigures = z.infer<typeof FollowUpFigures>
