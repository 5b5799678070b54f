import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Kind } from '../../report/figures.ts'
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

/** The score that the team wants of a survey, or of its answers that have a segment's value. */
export interface GoalNote {
  site: string
  survey: string
  kind: Kind
  segment: string | null
  value: string | null
  /** Points, -100 to 100. */
  goal: number
}

/** A figure of the team's own to compare a score with; without a site and a survey it is for all of them. */
export interface LineNote {
  site: string | null
  survey: string | null
  name: string
  /** Points, -100 to 100. */
  value: number
  /** Where the figure is from. */
  source: string
}

/** What the team notes beside the answers. */
export type Note =
  | ({ note: 'event' } & EventNote)
  | ({ note: 'goal' } & GoalNote)
  | ({ note: 'line' } & LineNote)

export type NoteKind = Note['note']

export type Noted<Of> = Of & { id: string }

/** All that the team has noted, each in its order. */
export interface Notes {
  /** The newest day first. */
  events: Noted<EventNote>[]
  goals: Noted<GoalNote>[]
  lines: Noted<LineNote>[]
}

/**
 * Tables of the team's. An id is made of what there can be only one of: noting an event twice changes nothing, and another
 * goal for the same replaces the first.
 */
export type EventTable = Noted<EventNote>
export type GoalTable = Noted<GoalNote>
export type LineTable = Noted<LineNote>

/** Of each kind: beyond them nobody reads a list, or a chart. */
const mostNotes = 1000

const tables = { event: 'event', goal: 'goal', line: 'reference_line' } as const

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

/** Keeps a note, in the place of one that there can be no two of. Its id. */
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

/** Whether there was one. */
export async function removeNote(db: Kysely<Tables>, kind: NoteKind, id: string): Promise<boolean> {
  const removed = await db.deleteFrom(tables[kind]).where('id', '=', id).executeTakeFirst()
  return removed.numDeletedRows > 0n
}
