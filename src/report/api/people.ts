import * as z from 'zod/mini'
import { roles } from './roles.ts'

/** Most members of a team, and most open links: more help nobody. */
export const mostMembers = 500
export const mostLinks = 500

/** Characters. Twelve that nobody else uses can't be guessed; a thousand are a mistake. */
export const shortestPassword = 12
export const longestPassword = 200
export const longestMemberName = 80

/** A name in the normalised form used to find a member. */
export const memberKey = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Excludes characters a reader can't see, and names that could be taken for the operator's. */
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

/** An invitation that the manager passes on; opening its link makes somebody a member with this role. */
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

/** The body of a change that needs no parameters: an empty object. */
export const NoParameters = z.strictObject({})

const instant = z.number()

const Member = z.object({
  id: z.string(),
  name: z.string(),
  role,
  joined: instant,
  /** Their last request; null if none of their sessions is still open. */
  seen: z.nullable(instant),
  sessions: z.int(),
  /** Whether they have a password to sign in with. */
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

/** The response to `GET /api/members` and to each change of a member. */
export const MembersAnswer = z.object({ members: z.array(Member), invitations: z.array(OpenInvitation) })
export type MembersAnswer = z.infer<typeof MembersAnswer>

/** A link that works once; it is shown now and never again. */
export const LinkAnswer = z.object({ path: z.string(), ends: instant })
export type LinkAnswer = z.infer<typeof LinkAnswer>

const Session = z.object({
  id: z.string(),
  begun: instant,
  seen: instant,
  ends: instant,
  /** Whether it is the session making the request. */
  isThis: z.boolean(),
})

/** The response to `GET /api/me`: who is asking. */
export const MeAnswer = z.object({
  id: z.string(),
  name: z.string(),
  role,
  /** Whether they came in with the operator's token, which has no password to change. */
  isOperator: z.boolean(),
  hasPassword: z.boolean(),
  sessions: z.array(Session),
})
export type MeAnswer = z.infer<typeof MeAnswer>

export const PasswordChange = z.strictObject({
  /** Left out only if they have none yet. */
  current: z.optional(z.string().check(z.maxLength(longestPassword))),
  password: newPassword,
})

/** Which of one's own sessions to end. @default all of them, including this one */
export const SessionsEnd = z.strictObject({
  session: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'the id of a session'))),
})

export const Ended = z.object({ ended: z.int() })
