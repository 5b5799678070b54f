type Move = (data: unknown, unused: string, url?: string | URL | null) => void

/**
 * Tells of each navigation within the page; returns what ends that. Where the browser has no event for it, the page's own
 * calls are listened to: they run first, and what they throw is theirs.
 */
export function watchNavigation(moved: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  if (navigation) {
    navigation.addEventListener('currententrychange', moved)
    return () => navigation.removeEventListener('currententrychange', moved)
  }
  let isOver = false
  const stops = (['pushState', 'replaceState'] as const).map(name => {
    const before: Move = history[name]
    const isOwn = Object.hasOwn(history, name)
    const wrapper: Move = function (this: unknown, ...call) {
      before.apply(this, call)
      if (!isOver) moved()
    }
    history[name] = wrapper
    return () => {
      // Somebody may have wrapped it after us; then ours stays below and tells nothing more.
      if (history[name] !== wrapper) return
      if (isOwn) history[name] = before
      else delete (history as { [call in typeof name]?: Move })[name]
    }
  })
  return () => {
    isOver = true
    for (const stop of stops) stop()
  }
}
