import { type CreateWatcher, listenInCapture } from './watcher.ts'

/** A scroll back up within this many milliseconds is meant to bring up the browser's bar. */
const quick = 1000

/**
 * The visitor is about to leave: the mouse leaves the page at the top, where the tabs and the address bar are. With touch
 * there is no such sign; there it is a quick scroll back up by over half a screen, which brings the browser's bar into
 * view.
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
