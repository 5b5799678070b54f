import { Hono } from 'hono'
import type { ZodMiniType } from 'zod/mini'
import { NewEvent } from '../report/api/events.ts'
import { NewGoal, NewLine } from '../report/api/goals.ts'
import { deniedJson } from './denied-responses.ts'
import type { OperatorAccess, Visit } from './operator-access.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { type Read, readAs } from './read-as.ts'
import { noQuery, readQuery } from './read-query.ts'
import type { Note, NoteKind } from './store/notes.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Store
  /** As in the report's application. */
  exampleStore: (() => Promise<Store>) | null
  access: OperatorAccess
}

/** A kind of note: its address, and how one is read. */
interface Noting {
  path: string
  kind: NoteKind
  read: (request: Request) => Promise<Read<Note>>
}

const notings: readonly Noting[] = [
  {
    path: 'events',
    kind: 'event',
    read: reader(NewEvent, ({ day, name, site, survey }) => ({
      note: 'event',
      ...{ day, name: name.trim(), site: site ?? null, survey: survey ?? null },
    })),
  },
  {
    path: 'goals',
    kind: 'goal',
    read: reader(NewGoal, ({ segment, value, ...rest }) => ({
      note: 'goal',
      ...{ ...rest, segment: segment ?? null, value: value ?? null },
    })),
  },
  {
    path: 'lines',
    kind: 'line',
    read: reader(NewLine, ({ name, value, source, site, survey }) => ({
      note: 'line',
      ...{ name: name.trim(), value, source: source.trim(), site: site ?? null, survey: survey ?? null },
    })),
  },
]

/** Where the team's notes are kept and taken away: in its own store, or in the example's, which forgets them. */
export function noteRoutes({ store, exampleStore, access }: Setting): Hono<Visit> {
  const app = new Hono<Visit>()
  const open = {
    '/api': async () => store,
    '/api/example': async () => (await exampleStore?.()) ?? null,
  }
  for (const [api, storeOf] of Object.entries(open)) {
    for (const { path, kind, read } of notings) {
      app
        .post(`${api}/${path}`, async context => {
          const admission = await access.admit(context, 'follow-up')
          if (!admission.ok) return deniedJson(admission.denied)
          const query = readQuery(context, noQuery, 'json')
          if (!query.ok) return query.response
          const found = await read(context.req.raw)
          if (!found.ok) return jsonResponse(found.complaint, found.status, privateHeaders)
          const into = await storeOf()
          if (!into) return context.notFound()
          return jsonResponse({ id: await into.keepNote(found.value) }, 200, privateHeaders)
        })
        .delete(`${api}/${path}/:id`, async context => {
          const admission = await access.admit(context, 'follow-up')
          if (!admission.ok) return deniedJson(admission.denied)
          const query = readQuery(context, noQuery, 'json')
          if (!query.ok) return query.response
          const from = await storeOf()
          const wasThere = await from?.removeNote(kind, context.req.param('id'))
          return wasThere ? new Response(null, { status: 204, headers: privateHeaders }) : context.notFound()
        })
    }
  }
  return app
}

/** What a request says, where it is of this shape, as a note. */
function reader<Said>(schema: ZodMiniType<Said>, noteOf: (said: Said) => Note): Noting['read'] {
  return async request => {
    const read = await readAs(schema, request)
    return read.ok ? { ok: true, value: noteOf(read.value) } : read
  }
}
