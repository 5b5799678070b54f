import { attempt } from '../browser/attempt.ts'
import { listenToDataLayer } from '../triggers/data-layer/data-layer.ts'
import { isOtherPurchase, readPurchase } from '../triggers/data-layer/ga4.ts'
import { isSourceOn } from '../triggers/is-source-on.ts'
import { hasTraces } from '../triggers/traces.ts'
import { hearTrigger } from './hear.ts'
import { keyOf, type LoaderState, stored } from './state.ts'
import { ignore } from './wake.ts'

/** When to look for late data layers and vendors, in milliseconds after the page's options are known. */
const looks = [1_000, 3_000, 10_000]

/**
 * Whether an order without a number may be a new one. A page that is reloaded (1) or come back to (2) reports its order
 * again, as long as its address is still the one that was loaded.
 */
export const isFreshPage = ({ address }: LoaderState): boolean =>
  location.href !== address || !attempt(() => performance.navigation.type)

/** Loads, once, the sources that need more than the data layer, and has them look around. */
function wakeSources(loader: LoaderState): void {
  loader.parts
    .sources()
    .then(create => {
      if (loader.isOver) return
      if (!loader.sources)
        loader.sources = create({
          trigger: (name, details, source) => hearTrigger(loader, name, details, source),
          option: loader.option,
          key: name => keyOf(loader, name),
          isFresh: () => isFreshPage(loader),
          listen: listenToDataLayer,
        })
      loader.sources.look()
    })
    .catch(ignore) // The next look tries again.
}

/** Whether anything on this page needs the sources; decided without reading storage. */
const needsSources = (loader: LoaderState): unknown =>
  loader.sources || loader.option('triggers') || loader.option('thankYouPages') || hasTraces()

/** Whether the site has left GA4's purchases switched on. */
const isHeard = ({ option }: LoaderState): boolean => isSourceOn(option('sources'), 'ga4')

/** Hears an entry of the data layer. */
function hearEntry(loader: LoaderState, entry: object): void {
  const purchase = readPurchase(entry)
  if (purchase?.ref && isHeard(loader)) hearTrigger(loader, 'checkout', purchase, 'ga4')
  // Other signs of a purchase, and a purchase without a number, need the sources to be read.
  else if (purchase || isOtherPurchase(entry)) wakeSources(loader)
}

/** Listens to the data layer; returns a function that looks again for it and for all other sources. */
export function listenToPage(loader: LoaderState): () => void {
  const { signal } = loader.presence
  const layer = listenToDataLayer((loader.option('dataLayer') as string) || 'dataLayer', entry =>
    hearEntry(loader, entry),
  )
  function look(): void {
    if (loader.isOver) return
    layer.look()
    if (needsSources(loader) || stored(loader, 'shopify')) wakeSources(loader)
  }
  // The timeout lets the click take effect first. A click into a chat's frame is no event here, but blurs the window.
  for (const type of ['popstate', 'click', 'blur']) addEventListener(type, () => setTimeout(look), { signal })
  // This event also follows `load`, when the page is busy enough.
  addEventListener('pageshow', () => loader.browser.whenIdle(look), { signal })
  for (const delay of looks) setTimeout(look, delay)
  signal.onabort = layer.leave
  layer.look()
  // A chat's events before the browser is idle would otherwise be lost.
  if (needsSources(loader)) wakeSources(loader)
  return look
}
