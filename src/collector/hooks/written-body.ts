import type { Complaint } from '../../protocol/complaint.ts'
import { idIn, isComplaint, isStatus, type Told, toldAt, valueIn } from './told.ts'

const solved = ['solved', 'resolved', 'closed']

/** What the body holds that an operator writes into a help desk's form, as docs/help-desks.md gives it. */
export function readWrittenBody(body: unknown): Told | 'not for us' | Complaint {
  const status = valueIn('status', body)
  // A rule that runs at each change tells the status; one that runs when a ticket is solved has no need to.
  if (idIn(status) !== null && !isStatus(status, solved)) return 'not for us'
  const places = {
    ticket: 'ticket',
    at: 'solved_at',
    respondent: 'respondent',
    email: 'email',
    agent: 'agent',
    team: 'team',
  }
  const told = toldAt(places, body, isStatus(valueIn('closed_by', body), ['robot']))
  if (isComplaint(told)) return told
  // A field that is there and empty is a customer without it; one that is missing was forgotten.
  const lacks = [
    ...(valueIn('respondent', body) === undefined ? (['id'] as const) : []),
    ...(valueIn('email', body) === undefined ? (['email'] as const) : []),
  ]
  return { ...told, lacks }
}
