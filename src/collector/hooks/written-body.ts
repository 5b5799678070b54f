import type { Complaint } from '../../protocol/complaint.ts'
import { idIn, isComplaint, isStatus, readTicketAt, type SolvedTicket, valueIn } from './solved-ticket.ts'

const solved = ['solved', 'resolved', 'closed']

/** Reads the body that an operator enters in a help desk's form, as given in docs/help-desks.md. */
export function readWrittenBody(body: unknown): SolvedTicket | 'not for us' | Complaint {
  const status = valueIn('status', body)
  // A rule that runs on every change sends the status; one that runs when a ticket is solved need not.
  if (idIn(status) !== null && !isStatus(status, solved)) return 'not for us'
  const places = {
    ticket: 'ticket',
    at: 'solved_at',
    respondent: 'respondent',
    email: 'email',
    agent: 'agent',
    team: 'team',
  }
  const ticket = readTicketAt(places, body, isStatus(valueIn('closed_by', body), ['robot']))
  if (isComplaint(ticket)) return ticket
  // An empty field means that the customer has none; a missing field was forgotten.
  const lacks = [
    ...(valueIn('respondent', body) === undefined ? (['id'] as const) : []),
    ...(valueIn('email', body) === undefined ? (['email'] as const) : []),
  ]
  return { ...ticket, lacks }
}
