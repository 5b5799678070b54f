import { ofDocument } from './of-document.ts'

/** Elements no thicker than this, in CSS pixels, are meant for screen readers only. */
const thin = 1

/** An element's parent as the page is drawn: through slots, and out of shadow roots. */
export const parentOf = (element: Element): Element | null =>
  element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null

/** Older browsers know the first name of each pair. Content skipped only until it is scrolled to counts as drawn. */
const everyWay = {
  checkOpacity: true,
  checkVisibilityCSS: true,
  opacityProperty: true,
  visibilityProperty: true,
}

/** Whether its own styles and its ancestors' let an element be seen, whatever its size and place. */
export function isShown(element: Element): boolean {
  // Safari before 17.4 lacks it.
  if ('checkVisibility' in element) return element.checkVisibility(everyWay)
  return isShownByStyles(element)
}

/** The same for browsers without `checkVisibility`. */
export function isShownByStyles(element: Element): boolean {
  if (getComputedStyle(element).visibility !== 'visible' || !element.getClientRects().length) return false
  for (let around: Element | null = element; around; around = parentOf(around)) {
    const { opacity, contentVisibility } = getComputedStyle(around)
    if (opacity === '0' || (around !== element && contentVisibility === 'hidden')) return false
  }
  return true
}

/**
 * Whether a visitor can see an element, at once or by scrolling down: it, or something in it, has a real box that is
 * neither hidden, nor transparent, nor clipped away, nor moved off the page. Nothing else in the widget judges this.
 */
export function isVisible(element: Element): boolean {
  const hasBox = element.getClientRects().length > 0
  if (!hasBox && getComputedStyle(element).display !== 'contents') return false
  const box = element.getBoundingClientRect()
  if (hasBox && box.width > thin && box.height > thin) return isShown(element) && isWithinReach(element, box)
  // Its children may be positioned on their own, as in many dialogs.
  return [...element.children, ...(element.shadowRoot?.children ?? [])].some(isVisible)
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Whether any of a box is left after its ancestors and the page's edges have cut it off. */
function isWithinReach(element: Element, { left, top, right, bottom }: Box): boolean {
  let reach: Box = { left, top, right, bottom }
  /** The position of the innermost element examined so far: it decides which ancestors can clip the box. */
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

/** The overflow of these elements applies to the window. */
const isRoot = (element: Element): boolean =>
  element === document.documentElement || element === ofDocument('body')

/** The part of a box that an ancestor leaves: clipped parts are gone; scrolled-away parts can be scrolled into view. */
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

/** Whether `clip` or `clip-path` leaves nothing to see. */
function isClippedAway({ position, clip, clipPath }: CSSStyleDeclaration): boolean {
  const [top = 0, right = 1, bottom = 1, left = 0] = (clip.match(/-?[\d.]+|auto/g) ?? []).map(Number)
  if (/absolute|fixed/.test(position) && (bottom <= top || right <= left)) return true
  const [, shape, inside = ''] = /^(\w+)\((.*)\)$/.exec(clipPath) ?? []
  if (shape === 'inset') {
    // Units other than percent count as 0.
    const [above = 0, after = above, below = above, before = after] = inside
      .replace(/ round.*/, '')
      .split(' ')
      .map(share => (share.endsWith('%') ? Number.parseFloat(share) : 0))
    return above + below >= 100 || after + before >= 100
  }
  // A circle or ellipse of radius 0, or a polygon whose points are all the same.
  return /^0(px|%)?( |$)/.test(shape === 'polygon' ? '' : inside) || /^([^,]+)(, \1)+$/.test(inside)
}
