import * as z from 'zod/mini'
import { ListedAnswer } from './figures-answer.ts'
import { date, isInOrder, isWholePeriod, selection } from './figures-query.ts'

/** How far the follow-up of an answer has come; `new` means that nobody has taken it up. */
export const followUpStates = ['new', 'contacted', 'solved', 'lost'] as const
export type FollowUpState = (typeof followUpStates)[number]

/** Whom to follow up: detractors; passives without a reason; promoters; those last contacted at least {@link quietDays} ago. */
export const queues = ['detractors', 'passives', 'promoters', 'quiet'] as const
export type Queue = (typeof queues)[number]

/** The default queue. */
export const usualQueue: Queue = 'detractors'

/** Days without contact after which somebody is in the queue `quiet`. */
export const quietDays = 90

/** Most answers changed at once. */
export const mostFollowed = 200

/** Characters. */
export const longestNote = 2000

const stateFilter = ['open', ...followUpStates, 'all'] as const
/** See {@link stateFilter}: `open` means new or contacted. */
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
/** A member of the team. */
export type TeamMember = z.infer<typeof person>

const changes = {
  state: z.optional(z.enum(followUpStates)),
  /** The owner; null: nobody. */
  owner: z.optional(z.nullable(person)),
  /** The day by which something is to be done; null: none. */
  due: z.optional(z.nullable(z.string())),
}

/** One step of a follow-up, with who took it and when. */
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
  /** Rises with each change; a change names the version it is based on. 0: nobody has done anything. */
  version: z.int(),
  /** When the visitor was first contacted, milliseconds since 1970. */
  contactedAt: z.nullable(z.number()),
  /** Oldest first. */
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
  /** What its order was worth, if that is plausible; the list is sorted by it. */
  worth: z.nullable(z.number()),
  /** When somebody was last in contact with the visitor, as the site says in the trait `lastContactAt`. */
  lastContactAt: z.nullable(z.string()),
})
export type FollowedAnswer = z.infer<typeof FollowedAnswer>

/** The response to `GET /api/follow-up`. */
export const FollowUpList = z.object({
  at: z.number(),
  answers: z.array(FollowedAnswer),
  /** The value of `after` for the next page; null at the end. */
  next: z.nullable(z.string()),
  /** Who is reading this, and whether they may change anything. */
  me: z.extend(person, { mayFollowUp: z.boolean() }),
  /** Everybody who may be given a follow-up, sorted by name. */
  team: z.array(person),
})
export type FollowUpList = z.infer<typeof FollowUpList>

/** The body of `POST /api/follow-up`: the same change to one or more answers. */
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
    /** The id of a team member. */
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
    z.refine(({ state, owner, due, note }) => [state, owner, due, note].some(field => field !== undefined), {
      path: ['state'],
      error: 'a state, an owner, a due day or a note to change to',
    }),
  )
export type FollowUpRequest = z.infer<typeof FollowUpRequest>

/** The response to `POST /api/follow-up`. */
export const FollowUpChanged = z.object({
  /** Ids of the answers that were changed. */
  changed: z.array(z.string()),
  /** Answers that somebody else has changed meanwhile, in their present state: this change was not applied to them. */
  overtaken: z.array(z.object({ id: z.string(), followUp: FollowUp })),
  /** Ids of answers that no longer exist. */
  gone: z.array(z.string()),
})
export type FollowUpChanged = z.infer<typeof FollowUpChanged>

/** The outcomes for the detractors of a survey in a period that were taken up. */
const taken = z.object({
  site: z.string(),
  survey: z.string(),
  kind: z.enum(['transactional', 'relationship']),
  contacted: z.int(),
  solved: z.int(),
  lost: z.int(),
  /** Still open, with a due day before today. */
  overdue: z.int(),
  /** Median of the milliseconds from the answer to the first contact; null if nobody was contacted. */
  firstContact: z.nullable(z.number()),
})
export type TakenUp = z.infer<typeof taken>

/** The response to `GET /api/follow-up-figures`. */
export const FollowUpFigures = z.object({ surveys: z.array(taken) })
export type FollowUpFigures = z.infer<typeof FollowUpFigures>
