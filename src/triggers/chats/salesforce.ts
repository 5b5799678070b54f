import { attachToGlobal, listenOnWindow } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { createContact } from './contact.ts'

/** 'Active', 'Inactive', 'Ended' and others; the entry in the event is itself a JSON text. */
const statusIn = (detail: unknown): unknown =>
  JSON.parse(Object(Object(detail).conversationEntry).entryPayload).sessionStatus

/**
 * Salesforce Messaging for Web dispatches events on the window. A session ends no matter who ends it, and the visitor may
 * close the conversation; `onEmbeddedMessagingConversationEnded`, which much code listens for, does not exist, and closing
 * or minimizing the window ends nothing.
 * https://developer.salesforce.com/docs/service/messaging-web/guide/event-listeners.html
 */
export const createSalesforce: CreateSource = context => {
  const contact = createContact(context, 'salesforce')
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
    // A conversation that the visitor ended and then closed has ended once.
    if (!isOver) contact.ended(conversation)
    isOver = true
  }
  return attachToGlobal('embeddedservice_bootstrap', () =>
    listenOnWindow({
      onEmbeddedMessagingConversationStarted: begun,
      onEmbeddedMessagingConversationOpened: begun,
      onEmbeddedMessagingSessionStatusUpdate(detail) {
        const status = statusIn(detail)
        if (status === 'Active') begun(detail)
        if (status === 'Ended') ended(detail)
      },
      onEmbeddedMessagingConversationClosed: ended,
      onEmbeddedMessagingEndSession: ended,
    }),
  )
}
