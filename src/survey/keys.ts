import type { SurveyModel } from './survey-model.ts'

const hush = (event: Event) => event.stopPropagation()

const isAddress = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.type === 'email'

/** What keys do in the card beyond what its fields do themselves; the page's shortcuts hear none of them. */
export function onKeys(root: ShadowRoot, model: SurveyModel): void {
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, hush)
  root.addEventListener('keydown', event => {
    const { key, isComposing, keyCode, ctrlKey, metaKey, target } = event as KeyboardEvent
    // A key that closes the card is let go of in the page.
    addEventListener('keyup', hush, { capture: true, once: true })
    // Enter and Escape belong to the input method while it composes; Safari says so by the key code alone.
    if (isComposing || keyCode === 229) return
    if (key === 'Escape') model.close()
    // Alone it begins a line in the reason, and sends from the address, which has but one.
    const isSending = target instanceof HTMLTextAreaElement ? ctrlKey || metaKey : isAddress(target)
    if (key === 'Enter' && isSending) model.send()
  })
}
