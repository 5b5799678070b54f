import { globalOf } from '../browser/own.ts'
import type { Source } from './source.ts'

type Detach = () => void

/**
 * Watches for a vendor's global and attaches once it exists; attaches again when another object has replaced it, since many
 * scripts replace the stub of their snippet.
 *
 * @param attach returns a function that detaches; null if the vendor is not ready or not the right one, and then it is
 *   retried
 */
export function attachToGlobal<Vendor extends object>(
  name: string,
  attach: (vendor: Vendor) => Detach | null,
): Source {
  let attached: Vendor | undefined
  let detach: Detach | null = null
  return {
    look() {
      const vendor = globalOf(name) as Vendor | undefined
      if (!vendor || vendor === attached) return
      const detachThis = attach(vendor)
      if (!detachThis) return
      detach = detachThis
      attached = vendor
    },
    destroy() {
      detach?.()
    },
  }
}

/** Wraps a listener that a vendor may call with anything: a payload whose getters throw must not fill the console. */
export const ignoreErrors =
  <Given extends unknown[]>(listener: (...given: Given) => void) =>
  (...given: Given): void => {
    try {
      listener(...given)
    } catch {
      // The vendor's payload could not be read; there is nothing to report.
    }
  }

/** Adds listeners on `window`, which get the event's detail; returns a function that removes them. */
export function listenOnWindow(listeners: Readonly<Record<string, (detail: unknown) => void>>): () => void {
  const controller = new AbortController()
  for (const [type, listener] of Object.entries(listeners)) {
    const handler = ignoreErrors((event: Event) => listener((event as CustomEvent).detail))
    addEventListener(type, handler, { signal: controller.signal })
  }
  return () => controller.abort()
}
