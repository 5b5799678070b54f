/**
 * Reports how many CSS pixels at the bottom edge an on-screen keyboard covers, now and whenever that changes.
 * @param signal ends the reporting.
 */
export function onKeyboard(signal: AbortSignal, tell: (covered: number) => void): void {
  const viewport = window.visualViewport
  const measure = () => {
    // Pinch zoom makes the visible part smaller too, without any keyboard.
    const isMeasurable = viewport && viewport.scale < 1.01
    const covered = isMeasurable ? innerHeight - viewport.height - viewport.offsetTop : 0
    // Anything smaller is a scroll bar.
    tell(covered > 40 ? covered : 0)
  }
  measure()
  for (const type of ['resize', 'scroll']) viewport?.addEventListener(type, measure, { signal })
}
