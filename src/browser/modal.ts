import { isVisible, parentOf } from './visible.ts'

const dialogs = '[role~=dialog],[role~=alertdialog]'

/** The deepest element that `find` returns, searched through open shadow roots. */
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

/** An element in a shadow root with all its ancestors, since the page's selectors don't reach there; else empty. */
function inShadow(element: Element | null): Element[] {
  const found: Element[] = []
  if (element?.getRootNode() instanceof ShadowRoot)
    for (let around: Element | null = element; around; around = parentOf(around)) found.push(around)
  return found
}

/** Whether a modal dialog is open, however the page has built it. In a shadow root, it is found by focus or at the centre. */
export const isModalOpen = (): boolean =>
  [
    ...document.querySelectorAll(`dialog,[aria-modal=true],${dialogs}`),
    ...inShadow(focusedElement()),
    ...inShadow(deepest(root => root.elementFromPoint(innerWidth / 2, innerHeight / 2))),
  ].some(isOpenModal)

function isOpenModal(element: Element): boolean {
  // While it is open, whatever it looks like, the rest of the page cannot be used.
  if (element.matches('dialog:modal')) return element.getClientRects().length > 0
  const says = element.getAttribute('aria-modal')
  if (says === 'true') return isVisible(element)
  return says !== 'false' && element.matches(dialogs) && isVisible(element) && isAlone(element)
}

/** Elements without text for the visitor. */
const wordless = 'script,style,template,noscript'

/** Whether, summed over all levels of the page, most of the text around a dialog has been made inert or hidden. */
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
