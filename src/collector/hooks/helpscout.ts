import { isStatus, type ReadMessage, readTicketAt, valueIn } from './solved-ticket.ts'

/** Help Scout: the event `convo.status`. It identifies the customer by e-mail, and by a number of Help Scout's own. */
export const readHelpScout: ReadMessage = (body, headers) => {
  const event = headers.get('x-helpscout-event')
  if (event !== null && event !== 'convo.status') return 'not for us'
  const status = valueIn('status', body)
  if (typeof status === 'string' && !isStatus(status, ['closed'])) return 'not for us'
  return readTicketAt(
    {
      ticket: 'number',
      at: 'closedAt',
      email: 'primaryCustomer.email',
      agent: 'assignee.first',
    },
    body,
    // A workflow and the AI close as nobody, or as a "system_user".
    valueIn('closedByUser.type', body) !== 'user',
  )
}
