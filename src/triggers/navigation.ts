/** A page that draws itself anew may set its address a moment before or after; milliseconds. */
const settles = 50

/**
 * Tells of each navigation within the page; returns what ends that. Where the browser has no event for it (Safari before
 * 26.2, Firefox before 147), a page that goes elsewhere draws itself anew, and then its address is looked at: so nothing
 * of the page's own is wrapped, and nothing is asked again and again.
 */
export function watchNavigation(moved: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) {
    navigation.addEventListener('currententrychange', moved)
    return () => navigation.removeEventListener('currententrychange', moved)
  }
  let address = location.href
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    timer = undefined
    if (location.href === address) return
    address = location.href
    moved()
  }
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(look, settles)
  })
  observer.observe(document, { childList: true, subtree: true })
  return () => {
    observer.disconnect()
    clearTimeout(timer)
  }
}
