import { type Complaint, complain, shown, valueAt } from '../../protocol/complaint.ts'
import { limits } from '../../protocol/limits.ts'

/** What a help desk reports about one solved ticket, before the operator's settings are applied. */
export interface SolvedTicket {
  /** The help desk's number for it. */
  number: string
  /** The customer's id on the site; null if the message has none. */
  respondent: string | null
  /** In lower case. */
  email: string | null
  /** When it was solved, milliseconds since 1970; null if the message doesn't say. */
  at: number | null
  /** Whether it was closed by an automation, a bot or a timer, as far as the message tells. */
  byRobot: boolean
  properties: Readonly<Record<string, string>>
  /** Fields that this kind of message could have, but doesn't. @default none */
  lacks?: readonly ('id' | 'email')[]
}

/** Reads one message: returns the solved ticket, or that the message is about something else, or what is wrong with it. */
export type ReadMessage = (body: unknown, headers: Headers) => SolvedTicket | 'not for us' | Complaint

export const isComplaint = (read: SolvedTicket | Complaint): read is Complaint => 'error' in read

/**
 * A number or text, as used for a ticket's number or a customer's id; null if there is none. A template that had nothing to
 * fill in leaves an empty text, or its own placeholder.
 */
export function idIn(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  if (typeof value !== 'string') return null
  const text = value.trim()
  return text === '' || text.length > limits.text || /^\{\{.*\}\}$/.test(text) ? null : text
}

/** Numbers below are seconds (up to the year 5138), others milliseconds (from March 1973 on). */
const leastMilliseconds = 1e11

/** An instant as help desks write it, in milliseconds since 1970; null if there is none, undefined if it is unreadable. */
function instantIn(value: unknown): number | null | undefined {
  if (value === null || value === undefined) return null
  const text = typeof value === 'number' ? String(value) : idIn(value)
  if (text === null) return typeof value === 'string' ? null : undefined
  if (/^\d+(\.\d+)?$/.test(text)) {
    const number = Number(text)
    return Math.round(number < leastMilliseconds ? number * 1000 : number)
  }
  // Without a zone it could be half a day off.
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)$/.test(text)) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : instant
}

const instants =
  'an instant with its zone, such as "2026-05-01T12:00:00Z", or seconds or milliseconds since 1970'

/** The paths of values in a message, in the vendor's own names: `data.item.id`. */
interface Places {
  ticket: string
  at?: string
  respondent?: string
  email?: string
  agent?: string
  team?: string
}

/** Reads a solved ticket from a message by these paths; if something is wrong, returns the first problem. */
export function readTicketAt(places: Places, body: unknown, byRobot = false): SolvedTicket | Complaint {
  const there = (place: string | undefined) => place && valueIn(place, body)
  const number = idIn(there(places.ticket))
  if (number === null) return complain(places.ticket, shown(there(places.ticket)), 'the number of the ticket')
  const at = instantIn(there(places.at))
  if (at === undefined) return complain(places.at ?? null, shown(there(places.at)), instants)
  const [agent, team] = [idIn(there(places.agent)), idIn(there(places.team))]
  return {
    number,
    respondent: idIn(there(places.respondent)),
    email: idIn(there(places.email))?.toLowerCase() ?? null,
    at,
    byRobot,
    properties: { ...(agent !== null && { agent }), ...(team !== null && { team }) },
  }
}

/** The value at a path; undefined if there is none. */
export const valueIn = (place: string, body: unknown): unknown => valueAt(place.split('.'), body)

/** Whether a status is one of these, ignoring case. */
export const isStatus = (status: unknown, those: readonly string[]): boolean =>
  typeof status === 'string' && those.includes(status.trim().toLowerCase())
