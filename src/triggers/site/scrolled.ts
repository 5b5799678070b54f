import { type CreateWatcher, listenInCapture } from './watcher.ts'

/**
 * This percentage of a page has been seen by scrolling; a page that needs no scrolling doesn't count. Many single-page
 * shops scroll a box in place of the page, so a box of at least half the window's height counts as well.
 */
export const createScrolled: CreateWatcher<number> = (percent, happened) => {
  const destroy = listenInCapture(on =>
    on(document, 'scroll', ({ target }) => {
      const box = target instanceof Element ? target : (document.scrollingElement ?? document.documentElement)
      const { scrollTop, clientHeight, scrollHeight } = box
      // A pixel for rounding: at the end of a zoomed page the sum may fall short.
      const seen = scrollTop + clientHeight + 1
      if (clientHeight * 2 < innerHeight || seen < (scrollHeight * percent) / 100) return
      destroy()
      happened()
    }),
  )
  return { destroy }
}
