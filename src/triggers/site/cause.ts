import type { Source, SourceDesk } from '../sources-part.ts'

/**
 * Watches for one thing that the site waits for.
 * @param value what the option says of it
 * @param happened to be called when it is so, with what is known of it
 */
export type CreateCause<Value> = (
  value: Value,
  happened: (details?: object) => void,
  desk: SourceDesk,
) => Partial<Source>

/** Listens, before the page does, to what says how to stop. */
export function listening(
  listeners: (on: (target: EventTarget, type: string, heard: (event: Event) => void) => void) => void,
): () => void {
  const presence = new AbortController()
  listeners((target, type, heard) =>
    target.addEventListener(type, heard, { capture: true, passive: true, signal: presence.signal }),
  )
  return () => presence.abort()
}
