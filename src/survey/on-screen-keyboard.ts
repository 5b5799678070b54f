/**
 * Tells how many CSS pixels at the bottom edge an on-screen keyboard covers, now and whenever that changes.
 * @param signal ends the telling.
 */
export function onKeyboard(signal: AbortSignal, tell: (covered: number) => void): void {
  const viewport = window.visualViewport
  const measure = () => {
    // Zoomed in by fingers, the visible part is smaller too, and no keyboard is to blame.
    const isMeasurable = viewport && viewport.scale < 1.01
    const covered = isMeasurable ? innerHeight - viewport.height - viewport.offsetTop : 0
    // Less than this is a scroll bar.
    tell(covered > 40 ? covered : 0)
  }
  measure()
  for (const type of ['resize', 'scroll']) viewport?.addEventListener(type, measure, { signal })
}
