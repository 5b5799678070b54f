import { attempt } from '../browser/attempt.ts'
import { listenToDataLayer } from '../triggers/data-layer/data-layer.ts'
import { isOtherPurchase, readPurchase } from '../triggers/data-layer/ga4.ts'
import { isSourceOn } from '../triggers/is-source-on.ts'
import { hasTraces } from '../triggers/traces.ts'
import { hearTrigger } from './hear.ts'
import { keyOf, type LoaderState, stored } from './state.ts'
import { ignore } from './wake.ts'

/** When a data layer or a vendor that comes late is looked for, in milliseconds after the page's options are there. */
const looks = [1_000, 3_000, 10_000]

/**
 * Whether an order without a number may be a new one: a page that is loaded again (1), or come back to (2), reports its
 * own again, as long as it is at the address that was loaded.
 */
export const isFreshPage = ({ address }: LoaderState): boolean =>
  location.href !== address || !attempt(() => performance.navigation.type)

/** Loads the sources that need more than the data layer, once, and has them look around. */
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

/** Whether anything on this page needs the sources. No storage is read for it. */
const needsSources = (loader: LoaderState): unknown =>
  loader.sources || loader.option('triggers') || loader.option('thankYouPages') || hasTraces()

/** Whether the site has left GA4's purchases switched on. */
const isHeard = ({ option }: LoaderState): boolean => isSourceOn(option('sources'), 'ga4')

/** Hears an entry of the data layer. */
function hearEntry(loader: LoaderState, entry: object): void {
  const purchase = readPurchase(entry)
  if (purchase?.ref && isHeard(loader)) hearTrigger(loader, 'checkout', purchase, 'ga4')
  // What else tells of a purchase, and one without a number, takes more to be read.
  else if (purchase || isOtherPurchase(entry)) wakeSources(loader)
}

/** Listens to the data layer; returns what looks for it again, and for all other sources. */
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
  // What a click does comes after it. One into a chat's frame takes the focus from the window, and is no click here.
  for (const type of ['popstate', 'click', 'blur']) addEventListener(type, () => setTimeout(look), { signal })
  // It comes right after `load`, too, when a page has enough to do.
  addEventListener('pageshow', () => loader.browser.whenIdle(look), { signal })
  for (const delay of looks) setTimeout(look, delay)
  signal.onabort = layer.leave
  layer.look()
  // What a chat tells before the browser is idle would be lost.
  if (needsSources(loader)) wakeSources(loader)
  return look
}
