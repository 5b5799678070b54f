import { isVisible } from '../../browser/visible.ts'
import { type CreateWatcher, listenInCapture } from './watcher.ts'

/** Minimum milliseconds between looks at a page that changes all the time. */
const pace = 200

/**
 * Something that matches the selector is visible, from the start or later: once per page. Something that only a style sheet
 * reveals is noticed when the page next changes, or when an animation or transition ends.
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
