import { pagePath } from '../../browser/page-path.ts'
import type { TriggerSource } from '../../protocol/response.ts'
import type { Source, SourceContext } from '../source.ts'

/** Reads the page that confirms an order: null if this is another page, undefined if it names no order. */
export type ReadOrderPage = (address: URL) => string | null | undefined

/** The text of the first matching element; undefined if there is none. */
export const textOf = (selector: string): string | undefined =>
  document.querySelector(selector)?.textContent?.trim() || undefined

/**
 * The pages that confirm an order, recognised by their URL or their body: once per URL. A page without an order number that
 * is reloaded or restored is assumed to be about the same order.
 */
export function watchOrderPages(
  context: SourceContext,
  pages: readonly (readonly [source: TriggerSource, read: ReadOrderPage])[],
): Source {
  const done = new Set<string>()
  return {
    look() {
      // A half-loaded page may lack the order number; the next look finds it complete.
      if (document.readyState === 'loading') return
      const address = new URL(location.href)
      for (const [source, read] of pages) {
        const place = `${source} ${pagePath(address)}${address.search}`
        const ref = done.has(place) ? null : read(address)
        if (ref === null) continue
        done.add(place)
        if (ref || context.isFresh()) context.trigger('checkout', { ref }, source)
      }
    },
  }
}
