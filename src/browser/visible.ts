import { ofDocument } from './of-document.ts'

/** What is no thicker than this, in CSS pixels, is there for programs that read the page aloud. */
const thin = 1

/** The element around another in what is drawn: through slots, and out of shadow roots. */
export const parentOf = (element: Element): Element | null =>
  element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null

/** Of both names, the first is the older browsers'. What only waits to be scrolled to counts as drawn. */
const everyWay = {
  checkOpacity: true,
  checkVisibilityCSS: true,
  opacityProperty: true,
  visibilityProperty: true,
}

/** Whether styles let an element be seen: its own and those around it. Its size and place are another matter. */
export function isShown(element: Element): boolean {
  // Safari before 17.4 has none.
  if ('checkVisibility' in element) return element.checkVisibility(everyWay)
  return isShownByStyles(element)
}

/** The same where the browser cannot tell. */
export function isShownByStyles(element: Element): boolean {
  if (getComputedStyle(element).visibility !== 'visible' || !element.getClientRects().length) return false
  for (let around: Element | null = element; around; around = parentOf(around)) {
    const { opacity, contentVisibility } = getComputedStyle(around)
    if (opacity === '0' || (around !== element && contentVisibility === 'hidden')) return false
  }
  return true
}

/**
 * Whether a visitor can see an element, at once or by scrolling down: it has a real box, or something in it has, which
 * is neither hidden, nor transparent, nor clipped away, nor moved out of the page. The one place that judges it.
 */
export function isVisible(element: Element): boolean {
  const hasBox = element.getClientRects().length > 0
  if (!hasBox && getComputedStyle(element).display !== 'contents') return false
  const box = element.getBoundingClientRect()
  if (hasBox && box.width > thin && box.height > thin) return isShown(element) && isWithinReach(element, box)
  // What stands in it may be placed by itself, as in many a dialog.
  return [...element.children, ...(element.shadowRoot?.children ?? [])].some(isVisible)
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Whether something of a box is left where the elements around it, and the page's edges, cut it off. */
function isWithinReach(element: Element, { left, top, right, bottom }: Box): boolean {
  let reach: Box = { left, top, right, bottom }
  /** How the innermost part that has been looked at is placed: not all that is around it holds it. */
  let position = 'static'
  for (let around: Element | null = element; around; around = parentOf(around)) {
    const style = getComputedStyle(around)
    if (isClippedAway(style)) return false
    const isMoved = style.transform !== 'none'
    const isHolding =
      isMoved || (position === 'absolute' ? style.position !== 'static' : position !== 'fixed')
    if (!isHolding) continue
    if (around !== element && !isRoot(around)) reach = cutOff(reach, around, style)
    position = style.position
  }
  const { scrollHeight } = document.scrollingElement ?? document.documentElement
  const [start, end] = position === 'fixed' ? [0, innerHeight] : [-scrollY, scrollHeight - scrollY]
  return isReal({
    left: Math.max(reach.left, 0),
    right: Math.min(reach.right, innerWidth),
    top: Math.max(reach.top, start),
    bottom: Math.min(reach.bottom, end),
  })
}

const isReal = ({ left, top, right, bottom }: Box): boolean => right - left > thin && bottom - top > thin

/** Its overflow is the window's. */
const isRoot = (element: Element): boolean =>
  element === document.documentElement || element === ofDocument('body')

/** What an element around leaves of a box: what it cuts off is gone; what it scrolls can be brought to where it is. */
function cutOff(box: Box, around: Element, { overflowX, overflowY }: CSSStyleDeclaration): Box {
  const { left, top, right, bottom } = around.getBoundingClientRect()
  const across = cut([box.left, box.right], [left, right], overflowX)
  const down = cut([box.top, box.bottom], [top, bottom], overflowY)
  return { left: across[0], right: across[1], top: down[0], bottom: down[1] }
}

type Span = readonly [start: number, end: number]

function cut(inner: Span, outer: Span, overflow: string): Span {
  if (overflow === 'visible') return inner
  if (overflow === 'auto' || overflow === 'scroll') return outer
  return [Math.max(inner[0], outer[0]), Math.min(inner[1], outer[1])]
}

/** Whether `clip` or `clip-path` leaves nothing. */
function isClippedAway({ position, clip, clipPath }: CSSStyleDeclaration): boolean {
  const [top = 0, right = 1, bottom = 1, left = 0] = (clip.match(/-?[\d.]+|auto/g) ?? []).map(Number)
  if (/absolute|fixed/.test(position) && (bottom <= top || right <= left)) return true
  const [, shape, inside = ''] = /^(\w+)\((.*)\)$/.exec(clipPath) ?? []
  if (shape === 'inset') {
    // Measures other than shares are taken for none.
    const [above = 0, after = above, below = above, before = after] = inside
      .replace(/ round.*/, '')
      .split(' ')
      .map(share => (share.endsWith('%') ? Number.parseFloat(share) : 0))
    return above + below >= 100 || after + before >= 100
  }
  // Around nothing, or from a point to the same point.
  return /^0(px|%)?( |$)/.test(shape === 'polygon' ? '' : inside) || /^([^,]+)(, \1)+$/.test(inside)
}
