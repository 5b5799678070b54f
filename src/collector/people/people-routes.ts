import { type Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import { type Complaint, complain } from '../../protocol/complaint.ts'
import { AuditParameters } from '../../report/api/audit.ts'
import {
  Invitation,
  MemberChange,
  mostLinks,
  NoParameters,
  PasswordChange,
  SessionsEnd,
} from '../../report/api/people.ts'
import type { Access, Visit } from '../access.ts'
import { type Actor, operatorId, type Role } from '../actor.ts'
import { deniedJson } from '../denied-responses.ts'
import { jsonResponse, privateHeaders } from '../page-response.ts'
import { type ParsedJson, parseJson } from '../read-json.ts'
import { noQuery, readQuery } from '../read-query.ts'
import { audited } from '../store/audit.ts'
import type { PeopleStore } from '../store/people-store.ts'
import { answerAudit, answerMe, answerMembers } from './answer-people.ts'
import { linkId, newSecret } from './secrets.ts'

interface Setting {
  people: PeopleStore
  access: Access
  /** Milliseconds since 1970. */
  now: () => number
}

const day = 24 * 60 * 60 * 1000

/** How long a link works. A sign-in link is handed to somebody who is waiting for it. */
export const invitationLife = 7 * day
export const signInLinkLife = day

/** Bytes of the longest body. */
const longestBody = 8192

/** Who is asking, and for what. */
interface Asked<Value> {
  context: Context<Visit>
  actor: Actor
  session: string | null
  value: Value
}

/** Members, invitations, sessions and the audit, for managers; everybody's own account, for themselves. */
export function peopleRoutes({ people, access, now }: Setting): Hono<Visit> {
  const acts =
    <Value>(
      needed: Role,
      schema: z.ZodMiniType<Value>,
      act: (asked: Asked<Value>) => Promise<Response | object>,
    ) =>
    async (context: Context<Visit>): Promise<Response> => {
      const admission = await access.admit(context, needed)
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, noQuery, 'json')
      if (!query.ok) return query.response
      const read = await parseJson(context.req.raw, schema, longestBody)
      if (!read.ok) return refused(withoutSecrets(read), 400)
      const { actor, session } = admission
      const done = await act({ context, actor, session, value: read.value })
      return done instanceof Response ? done : jsonResponse(done, 200, privateHeaders)
    }

  /** The same for the member whose id is in the URL. */
  const actsOnMember = <Value>(
    schema: z.ZodMiniType<Value>,
    act: (
      asked: Asked<Value> & { member: { id: string; name: string; role: Role } },
    ) => Promise<Response | object>,
  ) =>
    acts('manage', schema, async asked => {
      const id = asked.context.req.param('id') ?? ''
      const member = await people.memberOf(id)
      return member ? act({ ...asked, member }) : unknownMember(id)
    })

  const list = () => answerMembers(people, now())

  const newLink = async (
    actor: Actor,
    link: { member: string | null; role: Role; note: string; life: number },
    what: 'invited' | 'sign-in-link',
    on: string,
  ): Promise<Response | object> => {
    const [code, at] = [newSecret(), now()]
    const { life, ...rest } = link
    const row = { id: linkId(code), ...rest, made_by: actor.name, made_at: at, ends_at: at + life }
    const isMade = await people.makeLink(row, audited(actor, what, on, at))
    return isMade
      ? { path: `/join?code=${code}`, ends: at + life }
      : refused(complain('for', null, `one of at most ${mostLinks} that wait: withdraw another first`), 409)
  }

  return new Hono<Visit>()
    .get('/api/members', async context => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, noQuery, 'json')
      return query.ok ? jsonResponse(await list(), 200, privateHeaders) : query.response
    })
    .post(
      '/api/members',
      acts('manage', Invitation, async ({ actor, value: { role, for: note = '' } }) => {
        const whom = note.trim() === '' ? role : `${note.trim()}: ${role}`
        const link = { member: null, role, note: note.trim(), life: invitationLife }
        return newLink(actor, link, 'invited', whom)
      }),
    )
    .post(
      '/api/invitations/:id/withdraw',
      acts('manage', NoParameters, async ({ actor, context }) => {
        const id = context.req.param('id') ?? ''
        const link = await people.linkOf(id, now())
        const whom = link?.note || link?.role || ''
        // A link that signs a member in is not an invitation.
        const isWithdrawn =
          link?.member === null &&
          (await people.dropInvitation(id, audited(actor, 'invitation-withdrawn', whom, now())))
        if (isWithdrawn) return list()
        return refused(complain('id', shownId(id), 'that of an invitation that nobody has used'), 404)
      }),
    )
    .post(
      '/api/members/:id',
      actsOnMember(MemberChange, async ({ actor, value: { role, name }, member }) => {
        const at = now()
        const entries = [
          ...(name !== undefined && name.trim() !== member.name
            ? [audited(actor, 'renamed', `${member.name} → ${name.trim()}`, at)]
            : []),
          ...(role !== undefined && role !== member.role
            ? [audited(actor, 'role-changed', `${member.name}: ${member.role} → ${role}`, at)]
            : []),
        ]
        const changed = await people.changeMember({ id: member.id, role, name }, entries)
        if (changed === 'unknown') return unknownMember(member.id)
        if (changed === 'changed') return list()
        return refused(complain('name', JSON.stringify(name), 'one that nobody else of the team has'), 409)
      }),
    )
    .post(
      '/api/members/:id/remove',
      actsOnMember(NoParameters, async ({ actor, member: { id, name } }) =>
        (await people.removeMember(id, audited(actor, 'removed', name, now()))) ? list() : unknownMember(id),
      ),
    )
    .post(
      '/api/members/:id/sessions/end',
      actsOnMember(NoParameters, async ({ actor, member: { id, name } }) => {
        await people.endSessions({ member: id }, audited(actor, 'sessions-ended', name, now()))
        return list()
      }),
    )
    .post(
      '/api/members/:id/link',
      actsOnMember(NoParameters, async ({ actor, member: { id, name, role } }) =>
        newLink(actor, { member: id, role, note: '', life: signInLinkLife }, 'sign-in-link', name),
      ),
    )
    .get('/api/audit', async context => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, AuditParameters, 'json')
      if (!query.ok) return query.response
      return jsonResponse(await answerAudit(people, query.value), 200, privateHeaders)
    })
    .get('/api/me', async context => {
      const admission = await access.admit(context, 'view')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, noQuery, 'json')
      if (!query.ok) return query.response
      return jsonResponse(await answerMe(people, admission, now()), 200, privateHeaders)
    })
    .post(
      '/api/me/password',
      acts('view', PasswordChange, async ({ context, actor, session, value: { current = '', password } }) => {
        if (actor.id === operatorId) {
          const allowed = 'asked for by a member: the operator has a token, and no password'
          return refused(complain('password', null, allowed), 409)
        }
        const member = await people.memberOf(actor.id)
        if (!member) return unknownMember(actor.id)
        if (member.password !== null) {
          const denied = await access.check(context, member.password, current)
          // 401 would say that nobody is signed in.
          if (denied?.status === 401) return refused(complain('current', null, 'your present password'), 422)
          if (denied) return deniedJson(denied)
        }
        const hash = await access.hash(context, password)
        if (hash === null) return deniedJson({ status: 503, error: tooMany, retryAfter: 5 })
        const entry = audited(actor, 'password-changed', actor.name, now())
        await people.changePassword({ id: actor.id, password: hash, session }, entry)
        return answerMe(people, { actor, session }, now())
      }),
    )
    .post(
      '/api/me/sessions/end',
      acts('view', SessionsEnd, async ({ actor, value: { session: id } }) => {
        const entry = audited(actor, 'sessions-ended', actor.name, now())
        return { ended: await people.endSessions({ member: actor.id, id }, entry) }
      }),
    )
}

const tooMany = 'Too many people are signing in just now. Try again in a moment.'

const refused = (complaint: Complaint, status: number): Response =>
  jsonResponse(complaint, status, privateHeaders)

/** The id in a URL may be anything, so only its beginning is shown. */
const shownId = (id: string): string => JSON.stringify(id.slice(0, 64))

const unknownMember = (id: string): Response =>
  refused(complain('id', shownId(id), 'that of a member, as GET /api/members lists them'), 404)

/** Never repeats a password, not even to the sender. */
function withoutSecrets({ complaint }: Extract<ParsedJson<unknown>, { ok: false }>): Complaint {
  const { field, allowed } = complaint
  const isSecret = field === 'password' || field === 'current'
  return isSecret ? complain(field, null, allowed ?? 'text') : complaint
}
