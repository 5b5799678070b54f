interface CloseWatcher {
  onclose: () => void
  destroy(): void
}

/**
 * Hears the back button, or the gesture, by which Android closes what lies over a page: it takes no entry of the history,
 * and the next one leaves the page as ever. Where there is no finger there is no such button, and the Escape key, which
 * would count as well, belongs to the page. Chrome 126; other browsers have no such thing yet, and there it leaves the page.
 * @returns what ends the hearing
 */
export function onBackButton(close: () => void): () => void {
  const { CloseWatcher } = window as { CloseWatcher?: new () => CloseWatcher }
  if (!CloseWatcher || !matchMedia('(pointer:coarse)').matches) return () => {}
  const watcher = new CloseWatcher()
  watcher.onclose = close
  return () => watcher.destroy()
}
