import type { CreateSource } from '../sources-part.ts'
import { onWindow, whenThere } from '../vendor.ts'
import { createContact } from './contact.ts'

/**
 * tawk.to tells the window. Its API's own `onChatEnded` has room for one function, which is the site's.
 * https://developer.tawk.to/jsapi/
 */
export const createTawk: CreateSource = desk => {
  const contact = createContact(desk, 'tawk')
  return whenThere('Tawk_API', () =>
    onWindow({
      tawkChatStarted: () => contact.begun(),
      tawkChatSatisfaction: () => contact.rated(),
      tawkChatEnded: () => contact.ended(),
    }),
  )
}
