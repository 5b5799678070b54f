import { attachToGlobal, ignoreErrors } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { createContact } from './contact.ts'

interface HubSpotConversations {
  on(event: 'conversationClosed', handler: (payload: unknown) => void): void
  off?(event: 'conversationClosed', handler: (payload: unknown) => void): void
}

/**
 * HubSpot's chat: `conversationClosed` "fires when the conversation is marked as closed" in the inbox; closing the window
 * is another event, and doesn't end the conversation.
 * https://developers.hubspot.com/docs/api-reference/conversations-chat-widget-sdk
 */
export const createHubSpot: CreateSource = context => {
  const contact = createContact(context, 'hubspot')
  return attachToGlobal<HubSpotConversations>('HubSpotConversations', vendor => {
    if (typeof vendor.on !== 'function') return null
    const closed = ignoreErrors((payload: unknown) =>
      contact.ended(Object(Object(payload).conversation).conversationId),
    )
    vendor.on('conversationClosed', closed)
    return () => vendor.off?.('conversationClosed', closed)
  })
}
