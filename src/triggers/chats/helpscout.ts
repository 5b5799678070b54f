import type { CreateSource } from '../sources-part.ts'
import { whenThere } from '../vendor.ts'
import { createContact } from './contact.ts'

type Beacon = (command: 'on' | 'off', event: 'chat-ended', handler: () => void) => void

/** Help Scout's Beacon; a form that was sent, `email-sent`, only begins a contact. */
export const createHelpScout: CreateSource = desk => {
  const contact = createContact(desk, 'helpscout')
  return whenThere<Beacon>('Beacon', beacon => {
    const ended = () => contact.ended()
    beacon('on', 'chat-ended', ended)
    return () => beacon('off', 'chat-ended', ended)
  })
}
