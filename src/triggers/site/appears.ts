import { isVisible } from '../../browser/visible.ts'
import { type CreateWatcher, listenInCapture } from './watcher.ts'

/** How often, in milliseconds, a page that changes all the time is looked at. */
const pace = 200

/**
 * Something that fits the selector can be seen, from the start or later: once per page. What a style sheet alone brings to
 * light is seen when the page next changes, or when that ends.
 */
export const createAppears: CreateWatcher<string> = (selector, happened) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const check = () => {
    timer = undefined
    if (![...document.querySelectorAll(selector)].some(isVisible)) return
    destroy()
    happened()
  }
  const checkSoon = () => {
    timer ??= setTimeout(check, pace)
  }
  const observer = new MutationObserver(checkSoon)
  const stopListening = listenInCapture(on => {
    for (const type of ['transitionend', 'animationend', 'load', 'toggle']) on(window, type, checkSoon)
  })
  const destroy = () => {
    observer.disconnect()
    stopListening()
    clearTimeout(timer)
  }
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['id', 'class', 'style', 'hidden', 'open'],
  })
  check()
  return { destroy }
}
