/**
 * Runs an action right after the next paint: the animation frame's callback runs before the paint, and the message
 * that it posts is handled after it.
 */
export function afterPaint(action: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      action()
    }
    port2.postMessage(0)
  })
}
