/** How long a page may take to set its address before or after it redraws itself; milliseconds. */
const settlingTime = 50

/**
 * Reports each navigation within the page; returns a function that stops this. Browsers without an event for it (Safari
 * before 26.2, Firefox before 147) compare the address whenever the page redraws itself. So we wrap none of the page's
 * functions and poll nothing.
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
