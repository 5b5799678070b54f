import { complain, shown } from '../../protocol/complaint.ts'
import { isStatus, type ReadMessage, valueIn } from './solved-ticket.ts'
import { readWrittenBody } from './written-body.ts'

/**
 * Zendesk: the body that a business rule sends. Its event subscriptions (`zen:event-type:…`) identify the requester only by
 * Zendesk's own number, by which nobody could be found.
 */
export const readZendesk: ReadMessage = body => {
  const type = valueIn('type', body)
  if (typeof type !== 'string' || !type.startsWith('zen:event-type:')) return readWrittenBody(body)
  const isSolved =
    type === 'zen:event-type:ticket.status_changed' &&
    isStatus(valueIn('event.current', body), ['solved', 'closed'])
  return isSolved
    ? complain(
        'type',
        shown(type),
        'the body that a trigger or an automation sends, as an event doesn’t name the customer as your site does',
      )
    : 'not for us'
}
