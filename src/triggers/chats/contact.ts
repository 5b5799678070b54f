import type { TriggerSource } from '../../protocol/response.ts'
import type { SourceContext } from '../source.ts'

/**
 * One vendor's support contacts, one after the other. If the visitor has rated a contact in the vendor's own survey, ours
 * would be one too many. A rating after the end is a trigger as well, so that a survey may name it in `cancelOn`.
 */
export function createContact(context: SourceContext, source: TriggerSource) {
  let isRated = false
  let isOver = false
  return {
    begun() {
      isRated = isOver = false
    },
    /** @param answered false if the visitor took the rating back */
    rated(answered = true) {
      isRated = answered
      if (answered && isOver) context.trigger('rated', {}, source)
    },
    ended(ref?: unknown) {
      isOver = true
      if (!isRated) context.trigger('support', { ref }, source)
    },
  }
}
