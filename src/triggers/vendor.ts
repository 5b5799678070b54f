import type { Source } from './sources-part.ts'

/**
 * Watches for a vendor's global, and attaches when it is there; once more when another has taken its place, as many
 * scripts do to the stub of their snippet.
 *
 * @param attach returns what detaches; throws where the vendor is not whole yet, and is tried again
 */
export function whenThere<Vendor>(name: string, attach: (vendor: Vendor) => unknown): Source {
  let attached: unknown
  let detach: unknown
  return {
    look() {
      const vendor = (window as unknown as Record<string, (Vendor & { nodeType?: number }) | undefined>)[name]
      // An element with that id is a global, too.
      if (!vendor || vendor.nodeType || vendor === attached) return
      detach = attach(vendor)
      attached = vendor
    },
    destroy() {
      if (typeof detach === 'function') detach()
    },
  }
}

/** Listeners that a vendor may call with anything: payloads whose getters throw are no matter for the page's console. */
export const quietly =
  <Given extends unknown[]>(listener: (...given: Given) => void) =>
  (...given: Given): void => {
    try {
      listener(...given)
    } catch {
      // The vendor's affair.
    }
  }

/** Listeners on `window`, which get the event's detail; returns what takes them off. */
export function onWindow(listeners: Readonly<Record<string, (detail: unknown) => void>>): () => void {
  const presence = new AbortController()
  for (const [type, listener] of Object.entries(listeners)) {
    const heard = quietly((event: Event) => listener((event as CustomEvent).detail))
    addEventListener(type, heard, { signal: presence.signal })
  }
  return () => presence.abort()
}
