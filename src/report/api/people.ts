import * as z from 'zod/mini'
import { roles } from './roles.ts'

/** Members of a team, and links that wait: more are no help to anybody. */
export const mostMembers = 500
export const mostLinks = 500

/** Characters. A password of twelve that nobody else uses can't be found by trying; one of a thousand is a mistake. */
export const shortestPassword = 12
export const longestPassword = 200
export const longestMemberName = 80

/** A name in the one spelling by which a member is found. */
export const memberKey = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Nothing that a reader can't see, and nobody who could be taken for the operator. */
export const memberName = z
  .string()
  .check(
    z.refine(
      text =>
        /^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u.test(text) &&
        /[\p{L}\p{N}]/u.test(text) &&
        memberKey(text).length <= longestMemberName &&
        memberKey(text) !== 'operator',
      'a name or an e-mail address of 1 to 80 characters, other than "operator"',
    ),
  )

export const newPassword = z.string().check(z.minLength(shortestPassword), z.maxLength(longestPassword))

const role = z.enum(roles)

/** A link that the manager hands on; whoever opens it becomes a member of this role. */
export const Invitation = z.strictObject({
  role,
  /** Whom it is for, to tell it from others. */
  for: z.optional(
    z.string().check(z.regex(/^[^\p{C}\p{Zl}\p{Zp}]{0,80}$/u, 'at most 80 characters on one line')),
  ),
})

export const MemberChange = z.strictObject({ role: z.optional(role), name: z.optional(memberName) }).check(
  z.refine(({ role: given, name }) => given !== undefined || name !== undefined, {
    path: ['role'],
    error: 'there, or name',
  }),
)

/** An address that takes nothing more. */
export const Nothing = z.strictObject({})

const instant = z.number()

const Member = z.object({
  id: z.string(),
  name: z.string(),
  role,
  joined: instant,
  /** When they last asked for something; null: in no session that still lasts. */
  seen: z.nullable(instant),
  sessions: z.int(),
  /** Whether they can sign in by a password of their own. */
  hasPassword: z.boolean(),
})
export type Member = z.infer<typeof Member>

const OpenInvitation = z.object({
  id: z.string(),
  role,
  for: z.string(),
  /** Who made it. */
  by: z.string(),
  made: instant,
  ends: instant,
})
export type OpenInvitation = z.infer<typeof OpenInvitation>

/** What `GET /api/members` and each change of a member answer. */
export const MembersAnswer = z.object({ members: z.array(Member), invitations: z.array(OpenInvitation) })
export type MembersAnswer = z.infer<typeof MembersAnswer>

/** A link that works once; it is told now, and never again. */
export const LinkAnswer = z.object({ path: z.string(), ends: instant })
export type LinkAnswer = z.infer<typeof LinkAnswer>

const Session = z.object({
  id: z.string(),
  begun: instant,
  seen: instant,
  ends: instant,
  /** Whether it is the one that asks. */
  isThis: z.boolean(),
})

/** What `GET /api/me` answers: who asks. */
export const MeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  role,
  /** Whether it is the operator's token that lets them in: it has no password to change. */
  isOperator: z.boolean(),
  hasPassword: z.boolean(),
  sessions: z.array(Session),
})
export type MeAnswer = z.infer<typeof MeAnswer>

export const PasswordChange = z.strictObject({
  /** Left out only by who has none yet. */
  current: z.optional(z.string().check(z.maxLength(longestPassword))),
  password: newPassword,
})

/** Which of the own sessions end. @default all of them, this one included */
export const SessionsEnd = z.strictObject({
  session: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'the id of a session'))),
})

export const Ended = z.object({ ended: z.int() })
