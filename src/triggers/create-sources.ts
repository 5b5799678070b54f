import { watchAddress } from '../browser/watch-address.ts'
import { createHelpScout } from './chats/helpscout.ts'
import { createHubSpot } from './chats/hubspot.ts'
import { createLiveChat } from './chats/livechat.ts'
import { createSalesforce } from './chats/salesforce.ts'
import { createTawk } from './chats/tawk.ts'
import { createZendesk } from './chats/zendesk.ts'
import { createMatomo } from './data-layer/matomo.ts'
import { createSegment } from './data-layer/segment.ts'
import { createUniversalAnalytics } from './data-layer/ua.ts'
import { isSourceOn } from './is-source-on.ts'
import { readBigCommerce } from './shops/bigcommerce.ts'
import { readMagento } from './shops/magento.ts'
import { type ReadOrderPage, watchOrderPages } from './shops/order-pages.ts'
import { readOwnPages } from './shops/own-pages.ts'
import { readPrestaShop } from './shops/prestashop.ts'
import { createShopify } from './shops/shopify.ts'
import { readSquarespace } from './shops/squarespace.ts'
import { readStripe } from './shops/stripe.ts'
import { readWooCommerce } from './shops/woocommerce.ts'
import { createSiteTriggers } from './site/create-site-triggers.ts'
import type { CreateSource, Source, SourceContext, Sources } from './source.ts'

const vendors = {
  ua: createUniversalAnalytics,
  segment: createSegment,
  matomo: createMatomo,
  shopify: createShopify,
  zendesk: createZendesk,
  hubspot: createHubSpot,
  livechat: createLiveChat,
  tawk: createTawk,
  salesforce: createSalesforce,
  helpscout: createHelpScout,
} satisfies Record<string, CreateSource>

const orderPages = {
  woocommerce: readWooCommerce,
  magento: readMagento,
  prestashop: readPrestaShop,
  bigcommerce: readBigCommerce,
  squarespace: readSquarespace,
  stripe: readStripe,
} satisfies Record<string, ReadOrderPage>

/** The entries of an object whose keys are exactly those of its type. */
const entries = Object.entries as <Key extends string, Value>(object: Record<Key, Value>) => [Key, Value][]

/**
 * Every vendor and platform that the site has not switched off, and the triggers of its own. One that throws is left
 * alone: its fault is not the page's.
 */
export function createSources(context: SourceContext): Sources {
  const isOn = ([name]: readonly [string, unknown]) => isSourceOn(context.option('sources'), name)
  const sources: Source[] = [
    ...entries(vendors)
      .filter(isOn)
      .map(([, create]) => create(context)),
    watchOrderPages(
      context,
      [...entries(orderPages), ['thank-you', readOwnPages(context)] as const].filter(isOn),
    ),
    createSiteTriggers(context),
  ]

  const each = (act: 'look' | 'destroy') => {
    for (const source of sources) {
      try {
        source[act]?.()
      } catch {
        // Half loaded, perhaps: the next look finds it whole.
      }
    }
  }
  const look = () => each('look')
  const stopWatchingAddress = watchAddress(look)
  // A click into a chat's frame takes the focus from the window; the page gets no other event for it.
  addEventListener('blur', look)
  return {
    look,
    destroy() {
      stopWatchingAddress()
      removeEventListener('blur', look)
      // The last to wrap a queue is the first to unwrap it.
      sources.reverse()
      each('destroy')
      sources.length = 0
    },
  }
}
