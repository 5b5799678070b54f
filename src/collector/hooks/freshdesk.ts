import { isComplaint, isStatus, type ReadMessage, readTicketAt, valueIn } from './solved-ticket.ts'
import { readWrittenBody } from './written-body.ts'

/** Freshdesk: the body entered in the rule, or its "simple" content, which identifies the customer by e-mail only. */
export const readFreshdesk: ReadMessage = body => {
  if (valueIn('freshdesk_webhook', body) === undefined) return readWrittenBody(body)
  if (!isStatus(valueIn('freshdesk_webhook.ticket_status', body) ?? 'closed', ['resolved', 'closed']))
    return 'not for us'
  const ticket = readTicketAt(
    {
      ticket: 'freshdesk_webhook.ticket_id',
      email: 'freshdesk_webhook.ticket_contact_email',
      agent: 'freshdesk_webhook.ticket_agent_name',
      team: 'freshdesk_webhook.ticket_group_name',
    },
    body,
  )
  return isComplaint(ticket) ? ticket : { ...ticket, lacks: ['id'] }
}
