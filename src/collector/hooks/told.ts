import { type Complaint, complain, shown, valueAt } from '../../protocol/complaint.ts'
import { limits } from '../../protocol/limits.ts'

/** What a help desk tells of one solved ticket, before the operator's choices are applied. */
export interface Told {
  /** The number by which the help desk knows it. */
  ticket: string
  /** The customer's id on the site; null where the message has none. */
  respondent: string | null
  /** In lower case. */
  email: string | null
  /** When it was solved, milliseconds since 1970; null where the message doesn't say. */
  at: number | null
  /** Closed by an automation, a bot or the passing of time, as far as the message tells. */
  byRobot: boolean
  properties: Readonly<Record<string, string>>
  /** What a message of this kind has no field for, although it could. @default nothing */
  lacks?: readonly ('id' | 'email')[]
}

/** Reads one message: the ticket that was solved, that it is about something else, or what is wrong with it. */
export type ReadMessage = (body: unknown, headers: Headers) => Told | 'not for us' | Complaint

export const isComplaint = (read: Told | Complaint): read is Complaint => 'error' in read

/**
 * A number or a text, as a ticket's number or a customer's id is written; null where there is none. A template that found
 * nothing to fill in leaves nothing, or its own placeholder.
 */
export function idIn(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  if (typeof value !== 'string') return null
  const text = value.trim()
  return text === '' || text.length > limits.text || /^\{\{.*\}\}$/.test(text) ? null : text
}

/** Numbers below are seconds (up to the year 5138), others milliseconds (from March 1973 on). */
const leastMilliseconds = 1e11

/** An instant as help desks write it, in milliseconds since 1970; null where there is none, undefined where it is unreadable. */
function instantIn(value: unknown): number | null | undefined {
  if (value === null || value === undefined) return null
  const text = typeof value === 'number' ? String(value) : idIn(value)
  if (text === null) return typeof value === 'string' ? null : undefined
  if (/^\d+(\.\d+)?$/.test(text)) {
    const number = Number(text)
    return Math.round(number < leastMilliseconds ? number * 1000 : number)
  }
  // Without its zone it could be half a day beside what is meant.
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)$/.test(text)) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : instant
}

const instants =
  'an instant with its zone, such as "2026-05-01T12:00:00Z", or seconds or milliseconds since 1970'

/** Where in a message things stand, by the vendor's own names: `data.item.id`. */
interface Places {
  ticket: string
  at?: string
  respondent?: string
  email?: string
  agent?: string
  team?: string
}

/** What a message tells at these places; the first that is wrong, where one is. */
export function toldAt(places: Places, body: unknown, byRobot = false): Told | Complaint {
  const there = (place: string | undefined) => place && valueIn(place, body)
  const ticket = idIn(there(places.ticket))
  if (ticket === null) return complain(places.ticket, shown(there(places.ticket)), 'the number of the ticket')
  const at = instantIn(there(places.at))
  if (at === undefined) return complain(places.at ?? null, shown(there(places.at)), instants)
  const [agent, team] = [idIn(there(places.agent)), idIn(there(places.team))]
  return {
    ticket,
    respondent: idIn(there(places.respondent)),
    email: idIn(there(places.email))?.toLowerCase() ?? null,
    at,
    byRobot,
    properties: { ...(agent !== null && { agent }), ...(team !== null && { team }) },
  }
}

/** What stands at a place; undefined where nothing does. */
export const valueIn = (place: string, body: unknown): unknown => valueAt(place.split('.'), body)

/** Whether a status, in whatever case, is one of these. */
export const isStatus = (status: unknown, those: readonly string[]): boolean =>
  typeof status === 'string' && those.includes(status.trim().toLowerCase())
