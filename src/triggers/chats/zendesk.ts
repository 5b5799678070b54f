import type { CreateSource } from '../sources-part.ts'
import { quietly, whenThere } from '../vendor.ts'
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
export const createZendesk: CreateSource = desk => {
  const contact = createContact(desk, 'zendesk')
  return whenThere<ZendeskClassic>('zE', zE => {
    // What stands there before the script has come does not say yet which of the two it is.
    if (zE.widget !== 'classic' && !zE.activate) throw new Error('not the classic widget, or not yet')
    zE('webWidget:on', 'chat:start', () => contact.begun())
    const acted = quietly((event: unknown) => {
      const [what, isOff] = /^Chat Rating (Removed)?/.exec(Object(event).action) ?? []
      if (what) contact.rated(!isOff)
    })
    zE('webWidget:on', 'userEvent', acted)
    zE('webWidget:on', 'chat:end', () => contact.ended())
  })
}
