import * as z from 'zod/mini'
import { name } from './figures-query.ts'
import { isSegment } from './segments.ts'

/** Nobody reads a longer list, or a channel with more. */
export const mostDestinations = 50
export const mostRules = 100

/** Longest name of a destination or a rule, in characters. */
export const longestTitle = 80

/** Characters; a shorter secret could be guessed. */
export const shortestHookSecret = 16

export const destinationKinds = ['slack', 'json', 'email'] as const
export type DestinationKind = (typeof destinationKinds)[number]

const oneLine = (longest: number) =>
  z.string().check(
    z.maxLength(longest),
    z.refine(text => text.trim() !== '' && !/\p{Cc}/u.test(text), 'words on one line'),
  )

const title = oneLine(longestTitle)

/** The store's id of a rule or a destination. */
const id = z.string().check(z.regex(/^[\w-]{1,64}$/, 'what the list calls its id'))

/** Whether the runtime knows the time zone. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const zone = z
  .string()
  .check(z.maxLength(64), z.refine(isZone, 'a time zone such as "Europe/Stockholm" or "UTC"'))

/** Whether a text is a single address, and nothing that a mail program would take for several or for a name. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/.test(text)

/** Whether a text may be a hook's URL; whether it may be contacted is for the collector to decide. */
export function isHookAddress(text: string): boolean {
  if (text.length > 2000 || !URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === ''
}

const hookAddress = 'an address such as https://hooks.example/T1, without a user or a fragment'

/**
 * A destination to create or, with the `id` of an existing one, to change: then an `address` or `secret` left out stays as
 * it is, since the API never returns them.
 */
export const DestinationChange = z
  .strictObject({
    id: z.optional(id),
    name: title,
    kind: z.enum(destinationKinds),
    address: z.optional(z.string().check(z.maxLength(2000))),
    /** The secret that signs a hook's messages; only for the kind json. */
    secret: z.optional(z.string().check(z.minLength(shortestHookSecret), z.maxLength(200))),
    /** Whether the weekly digest goes there. */
    digest: z._default(z.boolean(), false),
    /** The time zone that decides when the digest is sent. */
    zone: z._default(zone, 'UTC'),
  })
  .check(
    z.refine(({ id, address }) => id !== undefined || address !== undefined, {
      path: ['address'],
      error: 'where it goes: an address of a hook, or an e-mail address',
    }),
    z.refine(({ kind, address }) => kind !== 'email' || address === undefined || isMailAddress(address), {
      path: ['address'],
      error: 'one e-mail address, such as care@shop.example',
    }),
    z.refine(({ kind, address }) => kind === 'email' || address === undefined || isHookAddress(address), {
      path: ['address'],
      error: hookAddress,
    }),
    z.refine(({ kind, id, secret }) => kind !== 'json' || id !== undefined || secret !== undefined, {
      path: ['secret'],
      error: `text of at least ${shortestHookSecret} characters, with which its messages are signed`,
    }),
    z.refine(({ kind, secret }) => kind === 'json' || secret === undefined, {
      path: ['secret'],
      error: 'left out: only messages of the kind json are signed',
    }),
  )
export type DestinationChange = z.infer<typeof DestinationChange>

export const ruleKinds = ['answer', 'fall'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** The highest score that a rule about answers waits for unless it names one: detractors only. */
export const usualScore = 6

const currency = z.string().check(z.regex(/^[A-Z]{3}$/, 'a currency’s three letters, such as EUR'))

/**
 * When to alert somebody: about each answer with a score this low and an order this valuable, or about a 30-day score that
 * has fallen against the 30 days before by more than noise. Anything left out sets no limit.
 */
export const RuleChange = z
  .strictObject({
    id: z.optional(id),
    name: title,
    on: z._default(z.enum(ruleKinds), 'answer'),
    site: z.optional(name(32)),
    survey: z.optional(name(64)),
    /** Answers with this score or a lower one. */
    scoreAtMost: z.optional(z.int().check(z.minimum(0), z.maximum(10))),
    /** Answers about orders of this value or more. */
    valueAtLeast: z.optional(z.number().check(z.gt(0))),
    currency: z.optional(currency),
    trait: z.optional(
      z.strictObject({
        name: z
          .string()
          .check(z.refine(text => isSegment(`trait.${text}`), 'the name of a trait, such as plan')),
        value: oneLine(500),
      }),
    ),
    team: z.optional(oneLine(500)),
    destinations: z.array(id).check(z.minLength(1), z.maxLength(mostDestinations)),
  })
  .check(
    z.refine(({ valueAtLeast, currency }) => (valueAtLeast === undefined) === (currency === undefined), {
      path: ['currency'],
      error: 'the currency of valueAtLeast, and left out without it',
    }),
    z.refine(({ on, scoreAtMost }) => on === 'answer' || scoreAtMost === undefined, {
      path: ['scoreAtMost'],
      error: 'left out: a fall is of the score of all',
    }),
    z.refine(({ on, valueAtLeast }) => on === 'answer' || valueAtLeast === undefined, {
      path: ['valueAtLeast'],
      error: 'left out: a fall is of the score of all',
    }),
  )
export type RuleChange = z.infer<typeof RuleChange>

const instant = z.number()
const maker = z.object({ at: instant, by: z.string() })

const rule = z.object({
  id: z.string(),
  name: z.string(),
  on: z.enum(ruleKinds),
  site: z.optional(z.string()),
  survey: z.optional(z.string()),
  scoreAtMost: z.optional(z.int()),
  valueAtLeast: z.optional(z.number()),
  currency: z.optional(z.string()),
  trait: z.optional(z.object({ name: z.string(), value: z.string() })),
  team: z.optional(z.string()),
  destinations: z.array(z.string()),
  /** Who changed it last, and when. */
  changed: maker,
})

const destination = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(destinationKinds),
  /** An e-mail address; for a hook only its origin, since its full URL lets anybody write there. */
  address: z.string(),
  digest: z.boolean(),
  zone: z.string(),
  changed: maker,
})

export const RulesAnswer = z.object({ rules: z.array(rule) })
export type RulesAnswer = z.infer<typeof RulesAnswer>
export type ListedRule = z.infer<typeof rule>

export const DestinationsAnswer = z.object({ destinations: z.array(destination) })
export type DestinationsAnswer = z.infer<typeof DestinationsAnswer>
export type ListedDestination = z.infer<typeof destination>

/** The id of whatever the API has created or changed. */
export const KeptAnswer = z.object({ id: z.string() })

export const messageKinds = ['alert', 'fall', 'digest', 'test'] as const
export type MessageKind = (typeof messageKinds)[number]

/** The state of a message: it waits for its turn, or for the destination to work again; it was sent; or it was given up. */
export const messageStates = ['waiting', 'sent', 'given-up'] as const
export type MessageState = (typeof messageStates)[number]

/** Why a message was not delivered. `status`: the destination responded with something other than 2xx. */
export const sendProblems = [
  'status',
  'redirect',
  'timeout',
  'no-connection',
  'no-host',
  'tls',
  'private',
  'no-mail',
  'mail-login',
  'mail-refused',
  'erased',
  'failed',
] as const
export type SendProblem = (typeof sendProblems)[number]

const outgoingShape = {
  outgoing: z.optional(z.enum(messageStates)),
  older: z.optional(z.string().check(z.regex(/^\d{1,16}\.[\w-]{1,64}$/, 'what an answer calls next'))),
}
export const outgoingNames = Object.keys(outgoingShape)
export const OutgoingParameters = z.strictObject(outgoingShape)
export type OutgoingParameters = z.infer<typeof OutgoingParameters>

const message = z.object({
  id: z.string(),
  kind: z.enum(messageKinds),
  /** Null: the destination was removed. */
  destination: z.nullable(z.string()),
  /** What it is about: the rule's name, or null. */
  rule: z.nullable(z.string()),
  site: z.nullable(z.string()),
  survey: z.nullable(z.string()),
  score: z.nullable(z.number()),
  state: z.enum(messageStates),
  madeAt: instant,
  /** The number of tries. */
  tries: z.int(),
  sentAt: z.nullable(instant),
  /** When it is tried again; null if it isn't. */
  nextAt: z.nullable(instant),
  /** The destination's last status, if it responded. */
  status: z.nullable(z.int()),
  /** Why it was not delivered; null if nothing is wrong. */
  problem: z.nullable(z.enum(sendProblems)),
})

export const OutgoingAnswer = z.object({
  /** Newest first. */
  messages: z.array(message),
  /** The value of `older` for the next page; null at the end. */
  next: z.nullable(z.string()),
})
export type OutgoingAnswer = z.infer<typeof OutgoingAnswer>
export type ListedMessage = z.infer<typeof message>
