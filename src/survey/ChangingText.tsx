import type { ReadonlySignal } from '@preact/signals-core'
import { live } from './live.ts'

/**
 * A text that changes while it is shown. It is always written as a whole: a translator may have replaced our text node,
 * and changing a node that is no longer in the page would have no effect.
 */
export const ChangingText = live(({ of }: { of: ReadonlySignal<string> }) => {
  const content: object = { textContent: of.value }
  return <span {...content} />
})
