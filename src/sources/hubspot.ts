import type { CreateSource } from './sources-part.ts'

interface HubSpotConversations {
  on(event: 'conversationClosed', handler: (payload: unknown) => void): void
  off(event: 'conversationClosed', handler: (payload: unknown) => void): void
}

/**
 * HubSpot's chat: `conversationClosed` "fires when the conversation is marked as closed" in the inbox; a window
 * that the visitor closes is another event, and no end.
 * https://developers.hubspot.com/docs/api-reference/conversations-chat-widget-sdk
 */
export const createHubSpot: CreateSource = desk => {
  let attached: HubSpotConversations | undefined
  const closed = (payload: unknown) => {
    const conversation = (payload as { conversation?: { conversationId?: unknown } } | undefined)
      ?.conversation
    desk.trigger('support', { ref: conversation?.conversationId }, 'hubspot')
  }
  return {
    look() {
      const vendor = (window as { HubSpotConversations?: HubSpotConversations }).HubSpotConversations
      if (!vendor?.on || vendor === attached) return
      attached = vendor
      vendor.on('conversationClosed', closed)
    },
    destroy: () => attached?.off?.('conversationClosed', closed),
  }
}
