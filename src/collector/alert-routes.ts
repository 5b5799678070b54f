import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import { type Complaint, complain, shown } from '../protocol/complaint.ts'
import { DestinationChange, mostDestinations, mostRules, RuleChange } from '../report/api/alerts.ts'
import type { AuditKind } from '../report/api/audit.ts'
import type { Access, Visit } from './access.ts'
import { isPrivateHost } from './alerts/private-address.ts'
import { deniedJson } from './denied-responses.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { readAs } from './read-as.ts'
import { noQuery, readQuery } from './read-query.ts'
import type { By, ChangeResult } from './store/alert-settings.ts'
import { audited } from './store/audit.ts'
import type { Store } from './store/store.ts'

/** What this collector can send, and where. */
export interface SendingLimits {
  /** Whether a mail server is set. */
  canMail: boolean
  /** Whether hooks may be in the collector's own network, or without TLS. */
  toPrivate: boolean
}

interface Setting {
  store: Store
  access: Access
  limits: SendingLimits
  /** To be called when something may have to be sent. */
  wake: () => void
  /** Milliseconds since 1970. */
  now: () => number
}

/** Rules, destinations and test messages, for managers. The resulting messages are read through the report's API. */
export function alertRoutes({ store, access, limits, wake, now }: Setting): Hono<Visit> {
  /** Handles a manager's request to a URL that takes no parameters. */
  const acts =
    (act: (context: Context<Visit>, by: By) => Promise<Response>) =>
    async (context: Context<Visit>): Promise<Response> => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return deniedJson(admission.denied)
      const query = readQuery(context, noQuery, 'json')
      if (!query.ok) return query.response
      return act(context, { actor: admission.actor, now: now() })
    }
  /** Stores what a body says. */
  const keeps = <Change extends { id?: string | undefined; name: string }>(
    schema: z.ZodMiniType<Change>,
    complaintAbout: (change: Change) => Complaint | null,
    keep: (change: Change, by: By) => Promise<ChangeResult>,
    { most, kind }: { most: number; kind: AuditKind },
  ) =>
    acts(async ({ req }, by) => {
      const read = await readAs(schema, req.raw)
      if (!read.ok) return jsonResponse(read.complaint, read.status, privateHeaders)
      const complaint = complaintAbout(read.value)
      if (complaint) return jsonResponse(complaint, 422, privateHeaders)
      const kept = await keep(read.value, by)
      if ('refused' in kept) return refusal(kept.refused, read.value, most)
      await store.people.audit(audited(by.actor, kind, read.value.name.trim(), by.now))
      wake()
      return jsonResponse(kept, 200, privateHeaders)
    })
  const removes = (of: 'rules' | 'destinations', remove: (id: string) => Promise<boolean>, kind: AuditKind) =>
    acts(async (context, { actor, now: at }) => {
      const id = context.req.param('id') ?? ''
      const name = (await store.alertSettings())[of].find(listed => listed.id === id)?.name ?? ''
      if (!(await remove(id))) return context.notFound()
      await store.people.audit(audited(actor, kind, name, at))
      return new Response(null, { status: 204, headers: privateHeaders })
    })

  return new Hono<Visit>()
    .post(
      '/api/alerts',
      keeps(RuleChange, () => null, store.keepRule, { most: mostRules, kind: 'rule-kept' }),
    )
    .delete('/api/alerts/:id', removes('rules', store.dropRule, 'rule-removed'))
    .post(
      '/api/destinations',
      keeps(DestinationChange, change => complaintAbout(change, limits), store.keepDestination, {
        most: mostDestinations,
        kind: 'destination-kept',
      }),
    )
    .delete('/api/destinations/:id', removes('destinations', store.dropDestination, 'destination-removed'))
    .post(
      '/api/destinations/:id/test',
      acts(async (context, { now: madeAt }) => {
        const destination = context.req.param('id') ?? ''
        const { destinations } = await store.alertSettings()
        if (!destinations.some(({ id }) => id === destination)) return context.notFound()
        const id = randomUUID()
        await store.queueMessages([{ id, destination, body: { kind: 'test' }, about: '', madeAt }])
        wake()
        return jsonResponse({ id }, 200, privateHeaders)
      }),
    )
}

/** What is wrong with a destination on this collector. */
function complaintAbout(
  { kind, address }: DestinationChange,
  { canMail, toPrivate }: SendingLimits,
): Complaint | null {
  if (kind === 'email' && !canMail)
    return complain('kind', '"email"', 'slack or json: this collector has no mail server (SMTP_URL)')
  if (kind === 'email' || address === undefined || toPrivate) return null
  const { protocol, hostname } = new URL(address)
  if (protocol === 'https:' && !isPrivateHost(hostname)) return null
  const allowed =
    'an address that begins with https:// and is not in the collector’s own network (ALERTS_TO_PRIVATE=1 allows others)'
  // Only the origin: the rest of the URL lets anybody write there.
  return complain('address', shown(new URL(address).origin), allowed)
}

function refusal(
  refused: Extract<ChangeResult, { refused: string }>['refused'],
  change: { id?: string | undefined; name: string },
  most: number,
): Response {
  const [status, complaint] = {
    unknown: [404, complain('id', shown(change.id), 'the id of one that there is')],
    full: [409, complain('name', shown(change.name), `one of at most ${most}: remove another first`)],
    kind: [422, complain('kind', null, 'as it was made: make another destination instead')],
    destination: [422, complain('destinations', null, 'ids of destinations that there are')],
  }[refused] as [number, Complaint]
  return jsonResponse(complaint, status, privateHeaders)
}
