import { attachToGlobal, listenOnWindow } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { createContact } from './contact.ts'

/**
 * tawk.to dispatches events on the window. Its API's own `onChatEnded` has room for only one function, which is the site's.
 * https://developer.tawk.to/jsapi/
 */
export const createTawk: CreateSource = context => {
  const contact = createContact(context, 'tawk')
  return attachToGlobal('Tawk_API', () =>
    listenOnWindow({
      tawkChatStarted: () => contact.begun(),
      tawkChatSatisfaction: () => contact.rated(),
      tawkChatEnded: () => contact.ended(),
    }),
  )
}
