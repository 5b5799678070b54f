interface CloseWatcher {
  onclose: () => void
  destroy(): void
}

/**
 * Calls `close` at Android's back button or gesture. This adds no history entry, and the next press leaves the page as
 * usual. Devices without touch have no such button; there the Escape key would count as well, and that belongs to the
 * page. Needs Chrome 126; in other browsers, the button still leaves the page.
 * @returns a function that stops the listening
 */
export function onBackButton(close: () => void): () => void {
  const { CloseWatcher } = window as { CloseWatcher?: new () => CloseWatcher }
  if (!CloseWatcher || !matchMedia('(pointer:coarse)').matches) return () => {}
  const watcher = new CloseWatcher()
  watcher.onclose = close
  return () => watcher.destroy()
}
