import type { Disturbance } from './browser.ts'
import { focusedElement, isModalOpen } from './modal.ts'
import { ofDocument } from './of-document.ts'
import { isVisible } from './visible.ts'

/** Whether the visitor is typing in a field or picking from one; buttons, checkboxes and sliders don't count. */
function isTyping(element: Element | null): boolean {
  const frame = element as Partial<HTMLIFrameElement> | null
  if (!element || !frame?.contentWindow) return !!element?.matches(':read-write,select')
  // We cannot see what happens in another origin's frame.
  return frame.contentDocument ? isTyping(frame.contentDocument.activeElement) : isVisible(element)
}

/** What a survey would disturb now, or null. */
export function disturbance(): Disturbance | null {
  if (ofDocument('hidden')) return 'hidden'
  if (ofDocument('fullscreenElement')) return 'fullscreen'
  if (isModalOpen()) return 'modal'
  return isTyping(focusedElement()) ? 'typing' : null
}
