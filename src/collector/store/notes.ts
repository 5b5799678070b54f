import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Kind } from '../../report/figures.ts'
import { storable } from './person.ts'
import type { Tables } from './tables.ts'

/** Something that happened on a day, as noted by the team; without a site and a survey it concerns all of them. */
export interface EventNote {
  site: string | null
  survey: string | null
  /** A date, such as 2026-05-01. */
  day: string
  name: string
}

/** The score the team aims at for a survey, or for its answers with a certain segment value. */
export interface GoalNote {
  site: string
  survey: string
  kind: Kind
  segment: string | null
  value: string | null
  /** Points, -100 to 100. */
  goal: number
}

/** A figure of the team's own to compare a score with; without a site and a survey it applies to all of them. */
export interface LineNote {
  site: string | null
  survey: string | null
  name: string
  /** Points, -100 to 100. */
  value: number
  /** The source of the figure. */
  source: string
}

/** Something the team notes alongside the answers. */
export type Note =
  | ({ note: 'event' } & EventNote)
  | ({ note: 'goal' } & GoalNote)
  | ({ note: 'line' } & LineNote)

export type NoteKind = Note['note']

export type Noted<Of> = Of & { id: string }

/** Everything the team has noted, each kind in its order. */
export interface Notes {
  /** Newest day first. */
  events: Noted<EventNote>[]
  goals: Noted<GoalNote>[]
  lines: Noted<LineNote>[]
}

/**
 * The team's tables. An id is derived from what must be unique: noting an event twice changes nothing, and another goal for
 * the same thing replaces the first.
 */
export type EventTable = Noted<EventNote>
export type GoalTable = Noted<GoalNote>
export type LineTable = Noted<LineNote>

/** Of each kind: nobody reads a longer list, or a chart with more. */
const mostNotes = 1000

const tables = { event: 'event', goal: 'goal', line: 'reference_line' } as const

/** Equal parts give equal ids. */
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
  const goals = await db
    .selectFrom('goal')
    .select(['id', 'site', 'survey', 'kind', 'segment', 'value', 'goal'])
    .orderBy('site')
    .orderBy('survey')
    .orderBy('id')
    .limit(mostNotes)
    .execute()
  const lines = await db
    .selectFrom('reference_line')
    .select(['id', 'site', 'survey', 'name', 'value', 'source'])
    .orderBy('name')
    .orderBy('id')
    .limit(mostNotes)
    .execute()
  return { events, goals, lines }
}

/** Stores a note, replacing the one with the same id if there is one. Returns its id. */
export async function keepNote(db: Kysely<Tables>, note: Note): Promise<string> {
  switch (note.note) {
    case 'event':
      return keepEvent(db, note)
    case 'goal':
      return keepGoal(db, note)
    case 'line':
      return keepLine(db, note)
  }
}

async function keepEvent(db: Kysely<Tables>, { site, survey, day, ...rest }: EventNote): Promise<string> {
  const name = storable(rest.name)
  const id = idOf(site, survey, day, name)
  await db
    .insertInto('event')
    .values({ id, site, survey, day, name })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute()
  return id
}

async function keepGoal(db: Kysely<Tables>, given: GoalNote): Promise<string> {
  const { site, survey, kind, segment, goal } = given
  const value = given.value === null ? null : storable(given.value)
  const id = idOf(site, survey, kind, segment, value)
  await db
    .insertInto('goal')
    .values({ id, site, survey, kind, segment, value, goal })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ goal }))
    .execute()
  return id
}

async function keepLine(db: Kysely<Tables>, { site, survey, value, ...rest }: LineNote): Promise<string> {
  const [name, source] = [storable(rest.name), storable(rest.source)]
  const id = idOf(site, survey, name)
  await db
    .insertInto('reference_line')
    .values({ id, site, survey, name, value, source })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ value, source }))
    .execute()
  return id
}

/** Returns whether it existed. */
export async function removeNote(db: Kysely<Tables>, kind: NoteKind, id: string): Promise<boolean> {
  const removed = await db.deleteFrom(tables[kind]).where('id', '=', id).executeTakeFirst()
  return removed.numDeletedRows > 0n
}
