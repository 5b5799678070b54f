import type { SurveyModel } from './survey-model.ts'

const hush = (event: Event) => event.stopPropagation()

const isAddress = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.type === 'email'

/** Handles the keys that the card's fields don't handle themselves; the page's shortcuts hear none of them. */
export function onKeys(root: ShadowRoot, model: SurveyModel): void {
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, hush)
  root.addEventListener('keydown', event => {
    const { key, isComposing, keyCode, ctrlKey, metaKey, target } = event as KeyboardEvent
    // When a key closes the card, the page would hear its `keyup`.
    addEventListener('keyup', hush, { capture: true, once: true })
    // Enter and Escape belong to the input method while it composes; Safari shows that only by the key code.
    if (isComposing || keyCode === 229) return
    if (key === 'Escape') model.close()
    // Enter alone begins a new line in the reason, but sends from the address, which has only one line.
    const isSending = target instanceof HTMLTextAreaElement ? ctrlKey || metaKey : isAddress(target)
    if (key === 'Enter' && isSending) model.send()
  })
}
