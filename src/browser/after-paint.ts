/**
 * Runs an action right after the next paint: the frame's callback comes before it, and a message that is posted from
 * there is handled after it.
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
