import { complain, shown } from '../../protocol/complaint.ts'
import { type ReadMessage, readTicketAt, valueIn } from './solved-ticket.ts'

/** Intercom: the topic `conversation.admin.closed`. */
export const readIntercom: ReadMessage = body => {
  const topic = valueIn('topic', body)
  if (typeof topic !== 'string') return complain('topic', shown(topic), 'the topic of a notification')
  if (topic !== 'conversation.admin.closed') return 'not for us'
  const parts = valueIn('data.item.conversation_parts.conversation_parts', body)
  const last: unknown = Array.isArray(parts) ? parts.at(-1) : undefined
  return readTicketAt(
    {
      ticket: 'data.item.id',
      at: 'created_at',
      respondent: 'data.item.contacts.contacts.0.external_id',
      email: isCustomer(valueIn('data.item.source.author.type', body))
        ? 'data.item.source.author.email'
        : 'data.item.contacts.contacts.0.email',
      agent: 'data.item.conversation_parts.conversation_parts.0.author.name',
    },
    body,
    valueIn('author.type', last) === 'bot',
  )
}

/** The shop may have started the conversation. */
const isCustomer = (type: unknown) => type === 'user' || type === 'lead' || type === 'contact'
