import { Hono } from 'hono'
import { complain } from '../protocol/complaint.ts'
import { FollowUpRequest, type TeamMember } from '../report/api/follow-up.ts'
import type { Access, Visit } from './access.ts'
import type { Actor } from './actor.ts'
import { memberOf, teamOf } from './answer-follow-ups.ts'
import { deniedJson } from './denied-responses.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { readJson } from './read-json.ts'
import { noQuery, readQuery } from './read-query.ts'
import { audited } from './store/audit.ts'
import type { FollowUpChange } from './store/follow-up.ts'
import type { Store } from './store/store.ts'

interface Setting {
  /** The prefix of the API's paths. */
  api: string
  open(): Promise<Store | null>
  access: Access
  /** Milliseconds since 1970. */
  now: () => number
}

/** Bytes of the longest note plus the ids of as many answers as can be changed at once. */
const longestBody = 64 * 1024

/** Routes for following up answers. */
export function followUpRoutes({ api, open, access, now }: Setting): Hono<Visit> {
  return new Hono<Visit>().post(`${api}/follow-up`, async context => {
    const admission = await access.admit(context, 'follow-up')
    if (!admission.ok) return deniedJson(admission.denied)
    const query = readQuery(context, noQuery, 'json')
    if (!query.ok) return query.response
    const store = await open()
    if (!store) return context.notFound()
    const read = await readJson(context.req.raw, FollowUpRequest, longestBody)
    if (!read.ok) return read.response
    const { owner, ...change } = read.value
    const found = await ownerOf(store, admission.actor, owner, now())
    if (found === 'unknown') {
      const allowed = '"me", null, or the id of somebody who may be given one'
      return jsonResponse(complain('owner', JSON.stringify(owner), allowed), 400, privateHeaders)
    }
    const { actor } = admission
    const followed: FollowUpChange = { ...change, owner: found, by: memberOf(actor), now: now() }
    const entry = audited(actor, 'followed-up', inShort(followed), now())
    return jsonResponse(await store.followUp(followed, entry), 200, privateHeaders)
  })
}

/** What was changed to what, and for how many answers; never the text of a note, which may be about the visitor. */
function inShort({ answers, state, owner, due, note }: FollowUpChange): string {
  const said = [
    state,
    owner === null ? 'no owner' : owner?.name,
    due === null ? 'no due day' : due,
    note === undefined ? undefined : 'a note',
  ]
  return `${said.filter(part => part !== undefined).join(', ')}: ${answers.length}`
}

/** The person that an owner's id names; undefined if none is named. */
async function ownerOf(
  store: Store,
  actor: Actor,
  owner: string | null | undefined,
  now: number,
): Promise<TeamMember | null | undefined | 'unknown'> {
  if (owner === undefined || owner === null) return owner
  if (owner === 'me') return memberOf(actor)
  return (await teamOf(store, actor, now)).find(({ id }) => id === owner) ?? 'unknown'
}
