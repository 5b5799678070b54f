import { type Complaint, complain, shown } from '../../protocol/complaint.ts'
import { happensAt, whenItMayHappen } from '../respondent-memory.ts'
import type { NextVisit } from '../store/store.ts'
import { isComplaint } from './solved-ticket.ts'
import { type VendorName, vendors } from './vendors.ts'

/** The operator's settings for a help desk's web hook. */
export interface Hook {
  vendor: VendorName
  site: string
  /** The vendor's signing secret, or the key that its messages carry. */
  secret: string
  /** Whether the site's pages identify customers by id or by e-mail. */
  respondent: 'id' | 'email'
  /** Ask once per ticket, however often it is reopened, or each time it is solved. */
  once: 'conversation' | 'contact'
  /** Whether to ask about tickets that a robot closed, too. */
  robots: 'skip' | 'ask'
}

export interface HookMessage {
  body: unknown
  headers: Headers
}

/** The survey's trigger that all of them set off, as a chat on the page does. */
const name = 'support'

/**
 * The trigger that a message leaves for the customer's next visit; null if there is nothing to ask about.
 * @param now milliseconds since 1970
 */
export function triggerOf(
  hook: Hook,
  { body, headers }: HookMessage,
  now: number,
): NextVisit | null | Complaint {
  const ticket = vendors[hook.vendor].read(body, headers)
  if (ticket === 'not for us' || isComplaint(ticket)) return ticket === 'not for us' ? null : ticket
  if (ticket.byRobot && hook.robots === 'skip') return null
  const respondent = hook.respondent === 'email' ? ticket.email : ticket.respondent
  if (respondent === null) {
    // A customer who never gave an id or address is nobody's mistake; a body without the field is the operator's.
    return ticket.lacks?.includes(hook.respondent)
      ? complain(
          hook.respondent === 'email' ? 'email' : 'respondent',
          'nothing',
          'the customer, by what your pages give to identify',
        )
      : null
  }
  const at = happensAt(ticket.at ?? now, now)
  if (at === null) return complain('solved_at', shown(ticket.at), whenItMayHappen(now))
  if (hook.once === 'contact' && ticket.at === null) {
    const allowed = 'there, as HOOK_ONCE=contact tells contacts apart by it'
    return complain('solved_at', 'nothing', allowed)
  }
  const isEach = hook.once === 'contact'
  return {
    site: hook.site,
    respondent,
    name,
    ref: isEach ? `${ticket.number}-${Math.floor((ticket.at ?? now) / 1000).toString(36)}` : ticket.number,
    at,
    properties: isEach ? { ...ticket.properties, ticket: ticket.number } : ticket.properties,
    keepFirst: true,
  }
}
