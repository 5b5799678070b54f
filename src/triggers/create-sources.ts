import { watchAddress } from '../browser/watch-address.ts'
import { createHelpScout } from './chats/helpscout.ts'
import { createHubSpot } from './chats/hubspot.ts'
import { createLiveChat } from './chats/livechat.ts'
import { createSalesforce } from './chats/salesforce.ts'
import { createTawk } from './chats/tawk.ts'
import { createZendesk } from './chats/zendesk.ts'
import { createGa4 } from './data-layer/ga4-source.ts'
import { createGoogleAds } from './data-layer/google-ads.ts'
import { createMatomo } from './data-layer/matomo.ts'
import { createSegment } from './data-layer/segment.ts'
import { createUniversalAnalytics } from './data-layer/ua.ts'
import { isSourceOn } from './is-source-on.ts'
import { createMeta } from './pixels/meta.ts'
import { createZaraz } from './pixels/zaraz.ts'
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
import type { CreateSource, CreateSources, Source, SourcesBrowser } from './source.ts'

const vendors = {
  ga4: createGa4,
  ua: createUniversalAnalytics,
  segment: createSegment,
  matomo: createMatomo,
  shopify: createShopify,
  'google-ads': createGoogleAds,
  meta: createMeta,
  zaraz: createZaraz,
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
 * All vendors and platforms that the site has not switched off, and the site's own triggers. One that throws is skipped:
 * its failure must not become the page's.
 */
export const createSourcesFrom =
  (browser: SourcesBrowser): CreateSources =>
  context => {
    const isOn = ([name]: readonly [string, unknown]) => isSourceOn(context.option('sources'), name)
    const sources: Source[] = [
      ...entries(vendors)
        .filter(isOn)
        .map(([, create]) => create(context, browser)),
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
          // Perhaps it is half loaded; the next look will find it complete.
        }
      }
    }
    const look = () => each('look')
    const stopWatchingAddress = watchAddress(look)
    return {
      look,
      destroy() {
        stopWatchingAddress()
        // The last to wrap a queue must be the first to unwrap it.
        sources.reverse()
        each('destroy')
        sources.length = 0
      },
    }
  }
