/** A page that draws itself anew may set its address a moment before or after; milliseconds. */
const settlingTime = 50

/**
 * Reports each navigation within the page; returns what stops that. Where the browser has no event for it (Safari before
 * 26.2, Firefox before 147), a page that goes elsewhere redraws itself, and the address is looked at then. So nothing of
 * the page's own is wrapped, and nothing is polled.
 */
export function watchAddress(changed: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) {
    navigation.addEventListener('currententrychange', changed)
    return () => navigation.removeEventListener('currententrychange', changed)
  }
  let address = location.href
  let timer: ReturnType<typeof setTimeout> | undefined
  const compare = () => {
    timer = undefined
    if (location.href === address) return
    address = location.href
    changed()
  }
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(compare, settlingTime)
  })
  observer.observe(document, { childList: true, subtree: true })
  return () => {
    observer.disconnect()
    clearTimeout(timer)
  }
}
