import { type Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import { complain } from '../protocol/complaint.ts'
import type { AuditKind } from '../report/api/audit.ts'
import { mostTags, TagChange, TagErasure, TaggingRequest, tagKey } from '../report/api/tags.ts'
import type { Access, Visit } from './access.ts'
import type { Role } from './actor.ts'
import { deniedJson } from './denied-responses.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { readJson } from './read-json.ts'
import { type AuditEntry, audited } from './store/audit.ts'
import type { Store } from './store/store.ts'

interface Setting {
  /** The prefix of the API's paths. */
  api: string
  open(): Promise<Store | null>
  access: Access
  /** Milliseconds since 1970. */
  now: () => number
}

/** Makes an audit entry in the name of whoever sent the request. */
type Did = (what: AuditKind, on: string) => AuditEntry

/** Bytes of the longest rule, or of the ids of a page of answers. */
const longestBody = 32 * 1024

/** The team's tags: creating, changing and deleting them, and tagging answers by hand. */
export function tagRoutes({ api, open, access, now }: Setting): Hono<Visit> {
  /** Does what a body asks for, and responds with the result. */
  const acts =
    <Value>(
      needed: Role,
      schema: z.ZodMiniType<Value>,
      act: (store: Store, value: Value, did: Did) => Promise<Response | object>,
    ) =>
    async (context: Context<Visit>): Promise<Response> => {
      const admission = await access.admit(context, needed)
      if (!admission.ok) return deniedJson(admission.denied)
      const store = await open()
      if (!store) return context.notFound()
      const read = await readJson(context.req.raw, schema, longestBody)
      if (!read.ok) return read.response
      const { actor } = admission
      const done = await act(store, read.value, (what, on) => audited(actor, what, on, now()))
      return done instanceof Response ? done : jsonResponse(done, 200, privateHeaders)
    }
  const list = async (store: Store) => ({ tags: await store.tags() })

  return new Hono<Visit>()
    .post(
      `${api}/tags`,
      acts('manage', TagChange, async (store, change, did) => {
        const was = change.was === undefined ? {} : { was: tagKey(change.was) }
        if (!(await store.keepTag({ ...change, ...was }, did('tag-kept', tagged(change))))) {
          const allowed = `one of at most ${mostTags}: forget another first`
          return jsonResponse(complain('name', JSON.stringify(change.name), allowed), 409, privateHeaders)
        }
        return list(store)
      }),
    )
    .post(
      `${api}/tags/erase`,
      acts('manage', TagErasure, async (store, { tag }, did) => {
        await store.dropTag(tagKey(tag), did('tag-forgotten', tag))
        return list(store)
      }),
    )
    .post(
      `${api}/tags/answers`,
      acts('follow-up', TaggingRequest, async (store, { tag, ids, on }, did) => {
        const tags = await store.tags()
        if (!tags.some(known => known.tag === tagKey(tag))) {
          const allowed = 'the name of a tag that there is'
          return jsonResponse(complain('tag', JSON.stringify(tag), allowed), 400, privateHeaders)
        }
        const entry = did(on ? 'answers-tagged' : 'answers-untagged', `${tag}: ${ids.length}`)
        return { tagged: await store.tagAnswers({ tag: tagKey(tag), ids, isOn: on }, entry) }
      }),
    )
}

/** How the audit describes a changed tag. */
const tagged = ({ name, words, was }: TagChange): string => {
  const renamed = was !== undefined && tagKey(was) !== tagKey(name) ? `${was} → ${name}` : name
  return words.trim() === '' ? renamed : `${renamed}: ${words}`
}
