import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { storable } from './person.ts'
import type { Tables } from './tables.ts'

/** What happened on a day, as the team notes it; without a site and a survey it concerns all of them. */
export interface EventNote {
  site: string | null
  survey: string | null
  /** A date, such as 2026-05-01. */
  day: string
  name: string
}

/** What the team notes beside the answers. */
export type Note = { kind: 'event' } & EventNote

export type NoteKind = Note['kind']

export type Noted<Of> = Of & { id: string }

/** All that the team has noted, each in its order. */
export interface Notes {
  /** The newest day first. */
  events: Noted<EventNote>[]
}

/** A table of the team's: the id is made of what may be noted once only, so that noting it twice changes nothing. */
export interface EventTable {
  id: string
  site: string | null
  survey: string | null
  day: string
  name: string
}

/** Of each kind: beyond them nobody reads a list, or a chart. */
const mostNotes = 1000

/** The same for the same parts. */
const idOf = (...parts: readonly (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

export async function notesIn(db: Kysely<Tables>): Promise<Notes> {
  const events = await db
    .selectFrom('event')
    .select(['id', 'site', 'survey', 'day', 'name'])
    .orderBy('day', 'desc')
    .orderBy('id')
    .limit(mostNotes)
    .execute()
  return { events }
}

/** Keeps a note. What can be there once only is replaced. Its id. */
export async function keepNote(db: Kysely<Tables>, { kind: _, ...note }: Note): Promise<string> {
  const name = storable(note.name)
  const id = idOf(note.site, note.survey, note.day, name)
  await db
    .insertInto('event')
    .values({ ...note, name, id })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute()
  return id
}

/** Whether there was one. */
export async function removeNote(db: Kysely<Tables>, kind: NoteKind, id: string): Promise<boolean> {
  const removed = await db.deleteFrom(kind).where('id', '=', id).executeTakeFirst()
  return removed.numDeletedRows > 0n
}
