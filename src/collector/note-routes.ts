import { Hono } from 'hono'
import type { ZodMiniType } from 'zod/mini'
import { NewEvent } from '../report/api/events.ts'
import { NewGoal, NewLine } from '../report/api/goals.ts'
import type { Access, Visit } from './access.ts'
import type { Role } from './actor.ts'
import { deniedJson } from './denied-responses.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { type Read, readAs } from './read-as.ts'
import { noQuery, readQuery } from './read-query.ts'
import { audited } from './store/audit.ts'
import type { Note, NoteKind } from './store/notes.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Store
  /** As in the report's application. */
  exampleStore: (() => Promise<Store>) | null
  access: Access
  /** Milliseconds since 1970. */
  now: () => number
}

/** A kind of note: its path, and how to read one. */
interface Noting {
  path: string
  kind: NoteKind
  needed: Role
  read: (request: Request) => Promise<Read<Note>>
}

const notings: readonly Noting[] = [
  {
    path: 'events',
    kind: 'event',
    needed: 'follow-up',
    read: reader(NewEvent, ({ day, name, site, survey }) => ({
      note: 'event',
      ...{ day, name: name.trim(), site: site ?? null, survey: survey ?? null },
    })),
  },
  {
    path: 'goals',
    kind: 'goal',
    needed: 'manage',
    read: reader(NewGoal, ({ segment, value, ...rest }) => ({
      note: 'goal',
      ...{ ...rest, segment: segment ?? null, value: value ?? null },
    })),
  },
  {
    path: 'lines',
    kind: 'line',
    needed: 'manage',
    read: reader(NewLine, ({ name, value, source, site, survey }) => ({
      note: 'line',
      ...{ name: name.trim(), value, source: source.trim(), site: site ?? null, survey: survey ?? null },
    })),
  },
]

/** Routes for adding and removing the team's notes: in its own store, or in the example's, which forgets them. */
export function noteRoutes({ store, exampleStore, access, now }: Setting): Hono<Visit> {
  const app = new Hono<Visit>()
  const open = {
    '/api': async () => store,
    '/api/example': async () => (await exampleStore?.()) ?? null,
  }
  for (const [api, storeOf] of Object.entries(open)) {
    for (const { path, kind, needed, read } of notings) {
      app
        .post(`${api}/${path}`, async context => {
          const admission = await access.admit(context, needed)
          if (!admission.ok) return deniedJson(admission.denied)
          const query = readQuery(context, noQuery, 'json')
          if (!query.ok) return query.response
          const found = await read(context.req.raw)
          if (!found.ok) return jsonResponse(found.complaint, found.status, privateHeaders)
          const into = await storeOf()
          if (!into) return context.notFound()
          const entry = audited(admission.actor, 'noted', noteText(found.value), now())
          return jsonResponse({ id: await into.keepNote(found.value, entry) }, 200, privateHeaders)
        })
        .delete(`${api}/${path}/:id`, async context => {
          const admission = await access.admit(context, needed)
          if (!admission.ok) return deniedJson(admission.denied)
          const query = readQuery(context, noQuery, 'json')
          if (!query.ok) return query.response
          const from = await storeOf()
          const id = context.req.param('id')
          const entry = audited(
            admission.actor,
            'note-removed',
            (from && (await textOf(from, kind, id))) || kind,
            now(),
          )
          const wasThere = await from?.removeNote(kind, id, entry)
          return wasThere ? new Response(null, { status: 204, headers: privateHeaders }) : context.notFound()
        })
    }
  }
  return app
}

/** Reads a note from a request of this shape. */
function reader<Said>(schema: ZodMiniType<Said>, noteOf: (said: Said) => Note): Noting['read'] {
  return async request => {
    const read = await readAs(schema, request)
    return read.ok ? { ok: true, value: noteOf(read.value) } : read
  }
}

/** How the audit describes a note. */
function noteText(note: Note): string {
  switch (note.note) {
    case 'event':
      return `${note.day}: ${note.name}`
    case 'goal':
      return `${note.survey}${note.value === null ? '' : `, ${note.segment} ${note.value}`}: ${note.goal}`
    case 'line':
      return `${note.name}: ${note.value}`
  }
}

/** The same for a note that is stored. */
async function textOf(store: Store, kind: NoteKind, id: string): Promise<string | null> {
  const { events, goals, lines } = await store.notes()
  const notes: readonly (Note & { id: string })[] = [
    ...events.map(event => ({ note: 'event' as const, ...event })),
    ...goals.map(goal => ({ note: 'goal' as const, ...goal })),
    ...lines.map(line => ({ note: 'line' as const, ...line })),
  ]
  const found = notes.find(note => note.note === kind && note.id === id)
  return found ? noteText(found) : null
}
