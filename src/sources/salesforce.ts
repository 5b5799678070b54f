import { createContact } from './contact.ts'
import type { CreateSource } from './sources-part.ts'
import { onWindow, whenThere } from './vendor.ts'

/**
 * Salesforce Messaging for Web tells the window. A conversation is closed by the agent or the system, or the visitor
 * ends the session; `onEmbeddedMessagingConversationEnded`, which much code listens for, does not exist, and closing or
 * minimizing the window ends nothing.
 */
export const createSalesforce: CreateSource = desk => {
  const contact = createContact(desk, 'salesforce')
  let conversation: unknown
  let isOver = false
  const note = (detail: unknown) => {
    conversation = Object(detail).conversationId ?? conversation
  }
  const begun = (detail: unknown) => {
    isOver = false
    note(detail)
  }
  const ended = (detail: unknown) => {
    note(detail)
    // Ended by the visitor, and closed after that, is one end.
    if (!isOver) contact.ended(conversation)
    isOver = true
  }
  return whenThere('embeddedservice_bootstrap', () =>
    onWindow({
      onEmbeddedMessagingConversationStarted: begun,
      onEmbeddedMessagingConversationOpened: begun,
      onEmbeddedMessagingConversationClosed: ended,
      onEmbeddedMessagingEndSession: ended,
    }),
  )
}
