import type { TriggerSource } from '../schema/response.ts'
import type { SourceDesk } from './sources-part.ts'

/**
 * One vendor's contacts, one after the other. Where the vendor's own question about satisfaction was answered in a
 * contact, ours would be one too many.
 */
export function createContact(desk: SourceDesk, source: TriggerSource) {
  let isRated = false
  return {
    begun() {
      isRated = false
    },
    /** @param answered false where the visitor took the rating back */
    rated(answered = true) {
      isRated = answered
    },
    ended(ref?: unknown) {
      if (!isRated) desk.trigger('support', { ref }, source)
    },
  }
}
