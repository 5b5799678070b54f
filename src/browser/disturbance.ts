import type { Disturbance } from './browser.ts'
import { focusedElement, isModalOpen } from './modal.ts'
import { ofDocument } from './of-document.ts'
import { isVisible } from './visible.ts'

/** Whether the visitor types in a field, or picks from one; buttons, boxes and sliders are none. */
function isTyping(element: Element | null): boolean {
  const frame = element as Partial<HTMLIFrameElement> | null
  if (!element || !frame?.contentWindow) return !!element?.matches(':read-write,select')
  // Of another origin's frame nobody can tell what is done in it.
  return frame.contentDocument ? isTyping(frame.contentDocument.activeElement) : isVisible(element)
}

/** What a survey would disturb now, or null. */
export function disturbance(): Disturbance | null {
  if (ofDocument('hidden')) return 'hidden'
  if (ofDocument('fullscreenElement')) return 'fullscreen'
  if (isModalOpen()) return 'modal'
  return isTyping(focusedElement()) ? 'typing' : null
}
