import { attachToGlobal, ignoreErrors } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { createContact } from './contact.ts'

interface ZendeskClassic {
  (command: 'webWidget:on', event: string, handler: (event: unknown) => void): void
  widget?: unknown
  activate?: unknown
}

/**
 * Zendesk's classic widget. The messaging widget has the same global, no event for the end of a conversation, and would
 * complain about the classic's commands on the page's console.
 * https://developer.zendesk.com/api-reference/widget/chat-api/
 */
export const createZendesk: CreateSource = context => {
  const contact = createContact(context, 'zendesk')
  return attachToGlobal<ZendeskClassic>('zE', zE => {
    // Until its script has loaded, the stub does not say which of the two widgets it is.
    if (zE.widget !== 'classic' && !zE.activate) return null
    zE('webWidget:on', 'chat:start', () => contact.begun())
    const acted = ignoreErrors((event: unknown) => {
      const [what, isOff] = /^Chat Rating (Removed)?/.exec(Object(event).action) ?? []
      if (what) contact.rated(!isOff)
    })
    zE('webWidget:on', 'userEvent', acted)
    zE('webWidget:on', 'chat:end', () => contact.ended())
    return () => {} // The classic widget has no command to remove a listener.
  })
}
