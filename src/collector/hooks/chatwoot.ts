import { complain, shown } from '../../protocol/complaint.ts'
import { isStatus, type ReadMessage, readTicketAt, valueIn } from './solved-ticket.ts'

/**
 * Chatwoot: the event `conversation_status_changed`. A conversation without an assignee and without replies was a bot's;
 * one closed by a timer looks like one that an agent closed.
 */
export const readChatwoot: ReadMessage = body => {
  const event = valueIn('event', body)
  if (typeof event !== 'string') return complain('event', shown(event), 'the name of an event')
  if (event !== 'conversation_status_changed' || !isStatus(valueIn('status', body), ['resolved']))
    return 'not for us'
  const isBot =
    valueIn('meta.assignee_type', body) === 'AgentBot' ||
    ((valueIn('meta.assignee', body) ?? null) === null &&
      (valueIn('first_reply_created_at', body) ?? null) === null)
  return readTicketAt(
    {
      ticket: 'id',
      at: 'updated_at',
      respondent: 'meta.sender.identifier',
      email: 'meta.sender.email',
      agent: 'meta.assignee.name',
      team: 'meta.team.name',
    },
    body,
    isBot,
  )
}
