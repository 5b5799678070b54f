import { type CreateWatcher, listenInCapture } from './watcher.ts'

/** A pull back up this quick, in milliseconds, is for the browser's bar. */
const quick = 1000

/**
 * The visitor is about to go: the mouse leaves the page at its top, where the tabs and the address are. Fingers have no
 * such way out; there it is a quick pull back up over half a screen, which brings the browser's bar into sight.
 */
export const createLeaving: CreateWatcher<boolean> = (isWanted, happened) => {
  let lowest = scrollY
  let lowestAt = 0
  const destroy = listenInCapture(on => {
    if (!isWanted) return
    const done = () => {
      destroy()
      happened()
    }
    on(document, 'mouseout', event => {
      const { relatedTarget, clientY } = event as MouseEvent
      if (!relatedTarget && clientY <= 0) done()
    })
    on(document, 'scroll', () => {
      const now = performance.now()
      if (scrollY >= lowest || now - lowestAt > quick) {
        lowest = scrollY
        lowestAt = now
      } else if (lowest - scrollY > innerHeight / 2 && matchMedia('(pointer:coarse)').matches) done()
    })
  })
  return { destroy }
}
