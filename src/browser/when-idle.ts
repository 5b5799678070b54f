/** The longest that a busy page can keep us waiting, in milliseconds. */
const idleTimeout = 2_000

/** Runs an action once the browser is idle. Safari has no `requestIdleCallback`: there it waits only for a moment. */
export function whenIdle(action: () => void): void {
  const { requestIdleCallback } = window as { requestIdleCallback?: typeof window.requestIdleCallback }
  if (requestIdleCallback) requestIdleCallback(action, { timeout: idleTimeout })
  else setTimeout(action, 200)
}
