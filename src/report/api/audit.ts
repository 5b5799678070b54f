import * as z from 'zod/mini'

/** The kinds of actions recorded in the audit; see docs/people.md. */
export const auditKinds = [
  'invited',
  'invitation-withdrawn',
  'joined',
  'sign-in-link',
  'signed-in',
  'signed-out',
  'sessions-ended',
  'password-changed',
  'renamed',
  'role-changed',
  'removed',
  'surveys-declared',
  'named',
  'undeclared-erased',
  'tag-kept',
  'tag-forgotten',
  'answers-tagged',
  'answers-untagged',
  'followed-up',
  'noted',
  'note-removed',
  'destination-kept',
  'destination-removed',
  'rule-kept',
  'rule-removed',
  'answers-exported',
  'person-exported',
  'person-erased',
] as const

export type AuditKind = (typeof auditKinds)[number]

export const isAuditKind = (text: string): text is AuditKind => auditKinds.some(kind => kind === text)

/** Entries per page. */
export const auditPage = 50

/** The id of an entry: it tells the time, and the order among entries of one instant. */
export const auditId = z
  .string()
  .check(z.regex(/^[0-9a-z]{9}-[0-9a-z]{6}-[0-9a-f]{8}$/, 'the id of an entry'))

const auditShape = {
  /** The id of a member, or `operator`. @default everybody */
  person: z.optional(z.string().check(z.regex(/^[\w-]{1,40}$/, 'the id of a member, or "operator"'))),
  /** @default all kinds */
  what: z.optional(z.enum(auditKinds)),
  /** Only entries before this one. */
  after: z.optional(auditId),
}

export const auditNames = Object.keys(auditShape)
export const AuditParameters = z.strictObject(auditShape)
export type AuditParameters = z.infer<typeof AuditParameters>

const AuditLine = z.object({
  id: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  person: z.string(),
  /** Their name at the time. */
  name: z.string(),
  what: z.enum(auditKinds),
  /** What it was done to, or ''; never what a visitor wrote. */
  on: z.string(),
})
export type AuditLine = z.infer<typeof AuditLine>

/** The response to `GET /api/audit`, newest first. */
export const AuditAnswer = z.object({
  entries: z.array(AuditLine),
  /** The last entry on this page, if there are older ones. */
  after: z.nullable(z.string()),
  /** Everybody in the entries still kept, by their last name. */
  people: z.array(z.object({ person: z.string(), name: z.string() })),
})
export type AuditAnswer = z.infer<typeof AuditAnswer>
