import { attachToGlobal, ignoreErrors } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { createContact } from './contact.ts'

interface LiveChatWidget {
  on(event: string, handler: (data: unknown) => void): void
  off?(event: string, handler: (data: unknown) => void): void
  get(name: 'chat_data' | 'customer_data'): unknown
}

/** Its getters throw until its script has loaded. */
function read(widget: LiveChatWidget, name: 'chat_data' | 'customer_data'): Record<string, unknown> {
  try {
    return Object(widget.get(name))
  } catch {
    return {}
  }
}

/**
 * LiveChat has no event for the end: it is when a visitor who was `chatting` is `browsing` again.
 * https://platform.text.com/docs/extending-chat-widget/javascript-api
 */
export const createLiveChat: CreateSource = context => {
  const contact = createContact(context, 'livechat')
  return attachToGlobal<LiveChatWidget>('LiveChatWidget', widget => {
    if (typeof widget.on !== 'function') return null
    let status = read(widget, 'customer_data').status
    let thread: unknown
    const handlers = {
      customer_status_changed: ignoreErrors((data: unknown) => {
        const before = status
        status = Object(data).status
        // After the end it may no longer say which one it was.
        thread = read(widget, 'chat_data').threadId ?? thread
        if (status === before) return
        if (status === 'chatting') contact.begun()
        if (before === 'chatting' && status === 'browsing') contact.ended(thread)
      }),
      rating_submitted: (data: unknown) => contact.rated(data !== 'none'),
    }
    for (const [event, handler] of Object.entries(handlers)) widget.on(event, handler)
    return () => {
      for (const [event, handler] of Object.entries(handlers)) widget.off?.(event, handler)
    }
  })
}
