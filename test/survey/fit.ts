import type { OpenCard } from './open-card.ts'

type Card = Pick<OpenCard, 'root' | 'host'>

/** The elements of the card with text of their own. */
const texts = ({ root }: Card): Element[] =>
  [...root.querySelectorAll('legend,label,span,p,h2,a,button')].filter(
    element =>
      getComputedStyle(element).display !== 'inline' &&
      // Texts for screen readers only are clipped away.
      !element.closest('.unseen,.chosen') &&
      element.textContent?.trim(),
  )

/** The texts that are cut off, or stick out of the card at a side. */
export function cutOff({ root, host }: Card): string[] {
  const card = host.getBoundingClientRect()
  const isCut = (element: Element) => {
    const box = element.getBoundingClientRect()
    const sticksOut = box.left < card.left - 0.5 || box.right > card.right + 0.5
    // A line's box may be higher than its element, as letters reach below it.
    const isHigher = element.scrollHeight > element.clientHeight + 2
    return sticksOut || isHigher || element.scrollWidth > element.clientWidth + 1
  }
  return texts({ root, host })
    .filter(isCut)
    .map(element => element.textContent ?? '')
}

/** Pairs of texts and fields that overlap, unless one contains the other. */
export function overlapping(card: Card): string[] {
  const fields = [...card.root.querySelectorAll('textarea,[type=email]')]
  const all = [...texts(card), ...fields]
  const lines = (element: Element): DOMRect[] => {
    if (fields.includes(element)) return [element.getBoundingClientRect()]
    const range = document.createRange()
    range.selectNodeContents(element)
    return [...range.getClientRects()]
  }
  const isOn = (one: DOMRect, other: DOMRect) =>
    one.left < other.right - 1 &&
    other.left < one.right - 1 &&
    one.top < other.bottom - 1 &&
    other.top < one.bottom - 1
  return all.flatMap((one, at) =>
    all
      .slice(at + 1)
      .filter(other => !one.contains(other) && !other.contains(one))
      .filter(other => lines(one).some(line => lines(other).some(otherLine => isOn(line, otherLine))))
      .map(other => `${one.textContent} | ${other.textContent}`),
  )
}

const adopt = (root: DocumentOrShadowRoot, css: string) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(one => one !== sheet)
  }
}

/** If nothing moves, there is nothing to wait for. */
export const still = <Opened extends Card>(card: Opened): Opened => {
  adopt(card.root, '* { animation: none !important; transition: none !important }')
  return card
}

/**
 * Sets what readers who need more room between letters may set: the values of WCAG 2.2, 1.4.12, in the page and in the
 * card, which a reader's tool reaches as well. Returns a function that restores the page's own spacing.
 */
export function spaceOut({ root }: Card): () => void {
  const wider = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`
  adopt(root, wider)
  return adopt(document, wider)
}
