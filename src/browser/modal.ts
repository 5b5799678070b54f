import { isVisible, parentOf } from './visible.ts'

const dialogs = '[role~=dialog],[role~=alertdialog]'

/** The deepest element at a place that `find` knows, through open shadow roots. */
function deepest(find: (root: DocumentOrShadowRoot) => Element | null): Element | null {
  let found = find(document)
  for (let root = found?.shadowRoot; root; root = found?.shadowRoot) {
    const inner = find(root)
    if (!inner || inner === found) break
    found = inner
  }
  return found
}

/** The deepest element that has focus. */
export const focusedElement = (): Element | null => deepest(root => root.activeElement)

/** An element and all that is around it, if it stands in a shadow root, where no selector of the page's reaches. */
function inShadow(element: Element | null): Element[] {
  const found: Element[] = []
  if (element?.getRootNode() instanceof ShadowRoot)
    for (let around: Element | null = element; around; around = parentOf(around)) found.push(around)
  return found
}

/** Whether a modal dialog is open, however the page has made it. A dialog in a shadow root holds the focus or the middle. */
export const isModalOpen = (): boolean =>
  [
    ...document.querySelectorAll(`dialog,[aria-modal=true],${dialogs}`),
    ...inShadow(focusedElement()),
    ...inShadow(deepest(root => root.elementFromPoint(innerWidth / 2, innerHeight / 2))),
  ].some(isOpenModal)

function isOpenModal(element: Element): boolean {
  // While it is open, whatever it looks like, nothing else of the page can be used.
  if (element.matches('dialog:modal')) return element.getClientRects().length > 0
  const says = element.getAttribute('aria-modal')
  if (says === 'true') return isVisible(element)
  return says !== 'false' && element.matches(dialogs) && isVisible(element) && isAlone(element)
}

/** These hold no words for the visitor. */
const wordless = 'script,style,template,noscript'

/** Whether the page has taken from use most of what can be read beside a dialog, on each level of the page. */
function isAlone(dialog: Element): boolean {
  let [hidden, open] = [0, 0]
  for (let around: Element | null = dialog; around; around = parentOf(around))
    for (const beside of around.parentElement?.children ?? []) {
      if (beside === around || beside.matches(wordless) || !isVisible(beside)) continue
      const { length } = `${beside.textContent}`.trim()
      if (beside.matches('[inert],[aria-hidden=true]')) hidden += length
      else open += length
    }
  return hidden > open
}
