import { attachToGlobal } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { createContact } from './contact.ts'

type Beacon = (command: 'on' | 'off', event: 'chat-ended', handler: () => void) => void

/** Help Scout's Beacon; sending a form, `email-sent`, only begins a contact. */
export const createHelpScout: CreateSource = context => {
  const contact = createContact(context, 'helpscout')
  return attachToGlobal<Beacon>('Beacon', beacon => {
    if (typeof beacon !== 'function') return null
    const ended = () => contact.ended()
    beacon('on', 'chat-ended', ended)
    return () => beacon('off', 'chat-ended', ended)
  })
}
