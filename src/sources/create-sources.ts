import type { CreateSiteTriggers } from '../site-triggers/site-triggers-part.ts'
import { readBigCommerce } from './bigcommerce.ts'
import { createHelpScout } from './helpscout.ts'
import { createHubSpot } from './hubspot.ts'
import { createLiveChat } from './livechat.ts'
import { readMagento } from './magento.ts'
import { createMatomo } from './matomo.ts'
import { watchNavigation } from './navigation.ts'
import { readOwnPages } from './own-pages.ts'
import { readPrestaShop } from './prestashop.ts'
import { createSalesforce } from './salesforce.ts'
import { createSegment } from './segment.ts'
import { createShopify } from './shopify.ts'
import type { CreateSource, Source, SourceDesk, Sources } from './sources-part.ts'
import { readSquarespace } from './squarespace.ts'
import { readStripe } from './stripe.ts'
import { createTawk } from './tawk.ts'
import { type ReadOrderPage, watchOrderPages } from './thank-you.ts'
import { createUniversalAnalytics } from './ua.ts'
import { readWooCommerce } from './woocommerce.ts'
import { createZendesk } from './zendesk.ts'

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
const entries = Object.entries as <Key extends string, Value>(all: Record<Key, Value>) => [Key, Value][]

/**
 * Every vendor and platform that the site has not switched off, and the triggers of its own. One that throws is left
 * alone: its fault is not the page's.
 */
export function createSources(
  desk: SourceDesk,
  parts: { siteTriggers(): Promise<CreateSiteTriggers> },
): Sources {
  const isOn = ([source]: readonly [string, unknown]) => Object(desk.option('sources'))[source] !== false
  const all: Source[] = [
    ...entries(vendors)
      .filter(isOn)
      .map(([, create]) => create(desk)),
    watchOrderPages(desk, [...entries(orderPages), ['thank-you', readOwnPages(desk)] as const].filter(isOn)),
  ]
  let own: Promise<unknown> | undefined
  let isOver = false

  const each = (act: 'look' | 'destroy') => {
    for (const source of [...all]) {
      try {
        source[act]?.()
      } catch {
        // Half loaded, perhaps: the next look finds it whole.
      }
    }
  }
  const look = () => {
    each('look')
    if (own || !desk.option('triggers')) return
    own = parts.siteTriggers().then(
      create => {
        if (isOver) return
        all.push(create(desk))
        each('look')
      },
      () => {
        own = undefined // The next look tries again.
      },
    )
  }
  const stop = watchNavigation(look)
  // Whoever clicks into a chat's frame leaves the window, which is all that the page hears of it.
  addEventListener('blur', look)
  return {
    look,
    destroy() {
      isOver = true
      stop()
      removeEventListener('blur', look)
      // Who wrapped a queue last lets go of it first.
      all.reverse()
      each('destroy')
      all.length = 0
    },
  }
}
