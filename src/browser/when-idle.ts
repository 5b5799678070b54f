/** The longest that a busy page makes us wait, in milliseconds. */
const patience = 2_000

/** Runs an action once the browser is idle; Safari has no `requestIdleCallback`, so there it waits for a moment only. */
export function whenIdle(action: () => void): void {
  const { requestIdleCallback } = window as { requestIdleCallback?: typeof window.requestIdleCallback }
  if (requestIdleCallback) requestIdleCallback(action, { timeout: patience })
  else setTimeout(action, 200)
}
