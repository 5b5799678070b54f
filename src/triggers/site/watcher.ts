import type { Source, SourceContext } from '../source.ts'

/**
 * Watches for one thing that the site waits for.
 * @param value the option's value, such as a selector or a number of seconds
 * @param happened to be called when it happens, with its details
 */
export type CreateWatcher<Value> = (
  value: Value,
  happened: (details?: object) => void,
  context: SourceContext,
) => Partial<Source>

/** Adds passive listeners that run before the page's own; returns a function that removes them all. */
export function listenInCapture(
  addListeners: (on: (target: EventTarget, type: string, listener: (event: Event) => void) => void) => void,
): () => void {
  const controller = new AbortController()
  addListeners((target, type, listener) =>
    target.addEventListener(type, listener, { capture: true, passive: true, signal: controller.signal }),
  )
  return () => controller.abort()
}
