import type { CreateWatcher } from './watcher.ts'

/** How often, in milliseconds, a page that changes all the time is looked at. */
const pace = 200

const isVisible = (element: Element) => element.getClientRects().length > 0

/** Something that fits the selector can be seen, from the start or later: once per page. */
export const createAppears: CreateWatcher<string> = (selector, happened) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const check = () => {
    timer = undefined
    if (![...document.querySelectorAll(selector)].some(isVisible)) return
    observer.disconnect()
    happened()
  }
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(check, pace)
  })
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['id', 'class', 'style', 'hidden', 'open'],
  })
  check()
  return {
    destroy() {
      observer.disconnect()
      clearTimeout(timer)
    },
  }
}
