import { pagePath } from '../../browser/page-path.ts'
import type { TriggerSource } from '../../protocol/response.ts'
import type { Source, SourceContext } from '../source.ts'

/** Reads the page that confirms an order: null where this is another page, undefined where it names no order. */
export type ReadOrderPage = (address: URL) => string | null | undefined

/** The text of the first element that fits; undefined where there is none. */
export const textOf = (selector: string): string | undefined =>
  document.querySelector(selector)?.textContent?.trim() || undefined

/**
 * The pages that confirm an order, known by their address or their body: once per address. A page without an order's
 * number that is loaded again or restored tells of the same order again, as far as anybody can know.
 */
export function watchOrderPages(
  context: SourceContext,
  pages: readonly (readonly [source: TriggerSource, read: ReadOrderPage])[],
): Source {
  const done = new Set<string>()
  return {
    look() {
      // Half a page may lack what names the order; the next look finds it whole.
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
