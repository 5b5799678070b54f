import type { TriggerSource } from '../../protocol/response.ts'
import type { SourceDesk } from '../sources-part.ts'

/**
 * One vendor's contacts, one after the other. Where the vendor's own question about satisfaction was answered in a
 * contact, ours would be one too many. Answered after the end, that is a trigger as well, so that a survey may name it in
 * `cancelOn`.
 */
export function createContact(desk: SourceDesk, source: TriggerSource) {
  let isRated = false
  let isOver = false
  return {
    begun() {
      isRated = isOver = false
    },
    /** @param answered false where the visitor took the rating back */
    rated(answered = true) {
      isRated = answered
      if (answered && isOver) desk.trigger('rated', {}, source)
    },
    ended(ref?: unknown) {
      isOver = true
      if (!isRated) desk.trigger('support', { ref }, source)
    },
  }
}
