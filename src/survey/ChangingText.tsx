import type { ReadonlySignal } from '@preact/signals-core'
import { live } from './live.ts'

/**
 * A text that changes while it is shown. It is written as a whole: a translator may have put its own in the place of
 * the last, and a text node that is no longer in the page would be changed to no avail.
 */
export const ChangingText = live(({ of }: { of: ReadonlySignal<string> }) => {
  const content: object = { textContent: of.value }
  return <span {...content} />
})
