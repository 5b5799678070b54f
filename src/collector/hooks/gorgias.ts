import { isStatus, type ReadMessage, readTicketAt, valueIn } from './solved-ticket.ts'
import { readWrittenBody } from './written-body.ts'

/** Gorgias: the body entered in the HTTP integration, or its whole context with the ticket in it. */
export const readGorgias: ReadMessage = body => {
  if (typeof valueIn('ticket', body) !== 'object') return readWrittenBody(body)
  if (!isStatus(valueIn('ticket.status', body), ['closed'])) return 'not for us'
  return readTicketAt(
    {
      ticket: 'ticket.id',
      at: 'ticket.closed_datetime',
      respondent: 'ticket.customer.external_id',
      email: 'ticket.customer.email',
      agent: 'ticket.assignee_user.name',
      team: 'ticket.assignee_team.name',
    },
    body,
  )
}
