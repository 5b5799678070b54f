import type { Disturbance } from './browser.ts'

/** The deepest element that has focus, through open shadow roots. */
function focusedElement(root: DocumentOrShadowRoot): Element | null {
  const element = root.activeElement
  return element?.shadowRoot ? focusedElement(element.shadowRoot) : element
}

const isModalOpen = () =>
  [...document.querySelectorAll('dialog:modal,[aria-modal=true]')].some(
    modal => modal.getClientRects().length > 0,
  )

/** What a survey would disturb now, or null. */
export function disturbance(): Disturbance | null {
  if (document.hidden) return 'hidden'
  // Fields that are typed in or picked from; buttons, boxes and sliders are none.
  if (focusedElement(document)?.matches(':read-write,select')) return 'typing'
  return isModalOpen() ? 'modal' : null
}
