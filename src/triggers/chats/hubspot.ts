import type { CreateSource } from '../sources-part.ts'
import { quietly, whenThere } from '../vendor.ts'
import { createContact } from './contact.ts'

interface HubSpotConversations {
  on(event: 'conversationClosed', handler: (payload: unknown) => void): void
  off?(event: 'conversationClosed', handler: (payload: unknown) => void): void
}

/**
 * HubSpot's chat: `conversationClosed` "fires when the conversation is marked as closed" in the inbox; a window
 * that the visitor closes is another event, and no end.
 * https://developers.hubspot.com/docs/api-reference/conversations-chat-widget-sdk
 */
export const createHubSpot: CreateSource = desk => {
  const contact = createContact(desk, 'hubspot')
  return whenThere<HubSpotConversations>('HubSpotConversations', vendor => {
    const closed = quietly((payload: unknown) =>
      contact.ended(Object(Object(payload).conversation).conversationId),
    )
    vendor.on('conversationClosed', closed)
    return () => vendor.off?.('conversationClosed', closed)
  })
}
