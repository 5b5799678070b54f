import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import { hookSecret, samples } from '../collector/hooks/messages.ts'
import { signingSecret } from '../collector/test-collector.ts'
import { renderBlock, runPixel } from '../integrations/shopify-theme.ts'
import { code as templateCode } from '../integrations/tag-template.ts'
import { openWatched } from '../support/bare-page.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { hasPhp, inPhp, phpPage } from '../support/php.ts'
import { listen } from '../support/site.ts'
import { answer, expectAsked, survey, whenQuiet } from '../support/visitor.ts'

/** Lets a driven browser be asked, and at once; set the way a shop's operator sets options. */
const options = '{"automation": "ask", "delay": "0s"}'
const settingsFor = (collector: string) => ({
  collector,
  company: '',
  site: 'main',
  consent: 'not-needed',
  options,
})

interface ShopPage {
  path: string
  head: string
  body: string
  bodyAttributes?: string
}

const woo = (collector: string, path: string, body: string): ShopPage => ({
  path: `${path}77/?key=wc_order_k`,
  head: String(
    phpPage('wordpress-page.php', {
      show: 'head',
      page: 'order-received',
      options: settingsFor(collector),
      key: 'wc_order_k',
      order: {
        id: 77,
        number: 'W-1042',
        total: '59.90',
        currency: 'EUR',
        key: 'wc_order_k',
        status: 'processing',
      },
    }).html,
  ),
  body,
  bodyAttributes: 'class="woocommerce-page woocommerce-order-received"',
})

/** Each shop's order confirmation page, as its own documentation shows it, with what the integration prints. */
const shops: Record<string, { ref: string; page: (collector: string) => ShopPage }> = {
  // WooCommerce's templates/checkout/thankyou.php.
  'WooCommerce, classic': {
    ref: 'W-1042',
    page: collector =>
      woo(
        collector,
        '/checkout/order-received/',
        `<ul class="woocommerce-order-overview order_details">
        <li class="woocommerce-order-overview__order order">Order number: <strong>W-1042</strong></li></ul>`,
      ),
  },
  // WooCommerce's blocks: order-confirmation-summary; the address may be translated.
  'WooCommerce, blocks': {
    ref: 'W-1042',
    page: collector =>
      woo(
        collector,
        '/kassa/mottagen/',
        `<ul class="wc-block-order-confirmation-summary-list"><li class="wc-block-order-confirmation-summary-list-item">
        <span class="wc-block-order-confirmation-summary-list-item__key">Order #:</span>
        <span class="wc-block-order-confirmation-summary-list-item__value">W-1042</span></li></ul>`,
      ),
  },
  // Magento_Checkout's templates/success.phtml.
  Magento: {
    ref: '000000042',
    page: collector => ({
      path: '/checkout/onepage/success/',
      head: String(
        phpPage('magento-page.php', {
          config: settingsFor(collector),
          confirms: true,
          order: { number: '000000042', total: 59.9, currency: 'EUR' },
        }).html,
      ),
      body: `<div class="checkout-success"><p>Your order number is: <a href="#" class="order-number"><strong>000000042</strong></a>.</p></div>`,
      bodyAttributes: 'class="checkout-onepage-success page-layout-1column"',
    }),
  },
  // PrestaShop's order-confirmation.tpl.
  PrestaShop: {
    ref: '42',
    page: collector => ({
      path: '/order-confirmation?id_cart=7&id_module=3&id_order=42&key=k3y',
      head: String(
        phpPage('prestashop-page.php', {
          show: 'head',
          config: {
            HOWLIKELY_COLLECTOR: collector,
            HOWLIKELY_OPTIONS: options,
          },
          page: 'order-confirmation',
          order: { id: 42, key: 'k3y', total: '59.900000' },
          query: { id_order: '42', key: 'k3y' },
        }).html,
      ),
      body: '<ul><li id="order-reference-value">Order reference: XKBKNABJK</li></ul>',
      bodyAttributes: 'id="order-confirmation" class="lang-en"',
    }),
  },
}

/** Only the collector's files and its addresses, no inline script, and nothing that Trusted Types would catch. */
const strictFor = (collector: string) =>
  `default-src 'none'; script-src ${collector}; connect-src ${collector}; require-trusted-types-for 'script'`

describe.each(enginesFor('integrations'))('in %s,', engine => {
  let browser: Browser
  let collector: RunningCollector
  let shop: { url: string; stop(): Promise<void> }
  const pages = new Map<string, { html: string; policy: string | null }>()

  beforeAll(async () => {
    const environment = { HOOKS: 'zendesk', ZENDESK_SECRET: hookSecret, HOWLIKELY_SECRET: signingSecret }
    collector = await startCollector({ environment })
    shop = await listen(request => {
      const { pathname, search } = new URL(request.url)
      const page = pages.get(pathname + search)
      if (!page) return new Response(null, { status: 404 })
      return new Response(page.html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          ...(page.policy && { 'content-security-policy': page.policy }),
        },
      })
    })
    browser = await sharedBrowser(engine)
  })
  afterAll(async () => {
    await shop?.stop()
    await collector?.stop()
  })

  const serve = (
    { path, head, body, bodyAttributes = '' }: ShopPage,
    policy: string | null = strictFor(collector.url),
  ) => {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head>
      <body ${bodyAttributes}><h1>Thank you</h1>${body}</body></html>`
    pages.set(path, { html, policy })
    return shop.url + path
  }

  /** Is asked on a page and answers; resolves to the one answer that the collector then has. */
  async function asked(context: BrowserContext, url: string, reason: string) {
    const { page, troubles } = await openWatched(context)
    await page.goto(url)
    await expectAsked(page)
    await answer(page, 9, reason)
    const mine = () => collector.responses().filter(one => one.reason === reason)
    await expect.poll(mine, { timeout: 10_000 }).toHaveLength(1)
    expect((await troubles()).violations).toEqual([])
    return mine()[0]
  }

  test.skipIf(!hasPhp)(
    inPhp('the page of each shop that confirms an order leads to a survey, and the answer says which order'),
    async () => {
      const all = Object.entries(shops)
      const visit = async ([name, { page }]: (typeof all)[number]) => {
        const context = await browser.newContext()
        const { state, score, trigger } = (await asked(context, serve(page(collector.url)), name)) ?? {}
        await context.close()
        return [
          name,
          {
            state,
            score,
            name: trigger?.name,
            ref: trigger?.ref,
            value: trigger?.value,
            currency: trigger?.currency,
          },
        ]
      }
      const answered = await Promise.all(all.map(visit))

      const each = { state: 'answered', score: 9, name: 'checkout', value: 59.9, currency: 'EUR' }
      expect(answered).toEqual(all.map(([name, { ref }]) => [name, { ...each, ref }]))
    },
  )

  test('Shopify: the pixel’s mark leads to a survey on the shop’s next page', async () => {
    const context = await browser.newContext()
    const [[key, mark] = ['', '']] = runPixel({
      token: 'c0ffee',
      totalPrice: { amount: 59.9, currencyCode: 'EUR' },
      order: { id: '1042' },
    })
    const block = `<script type="application/json" data-howlikely>${options}</script>`
    const url = serve({
      path: '/collections/tea',
      head: `${block}${renderBlock({ collector: collector.url })}`,
      body: '',
    })
    await context.addInitScript(([name, value]) => localStorage.setItem(`${name}`, `${value}`), [key, mark])

    expect(await asked(context, url, 'shopify')).toMatchObject({
      trigger: { name: 'checkout', source: 'shopify', ref: '1042', value: 59.9, currency: 'EUR' },
    })
    await context.close()
  })

  /** GA4's purchase, as the shop pushes it for its container. */
  const purchase = `<script>window.dataLayer = [{ event: 'purchase', ecommerce: { transaction_id: 'G-7', value: 59.9, currency: 'EUR' } }]</script>`

  test('Google Tag Manager: the template’s tag hears the purchase that is on the data layer', async () => {
    const context = await browser.newContext()
    const data = { collector: collector.url, company: 'Tea House', options }
    // In a page, the container does this for the template.
    const container = `<script>(() => {
      const apis = {
        createArgumentsQueue(name, queue) {
          const [, list] = queue.split('.')
          window[name] = window[name] || function () { (window[name][list] = window[name][list] || []).push(arguments) }
          return (...call) => window[name](...call)
        },
        injectScript(url, onSuccess, onFailure) {
          const script = document.createElement('script')
          Object.assign(script, { async: true, src: url, onload: onSuccess, onerror: onFailure })
          document.head.append(script)
        },
        JSON, getType: value => typeof value, logToConsole: console.log,
      }
      const run = new Function('require', 'data', ${JSON.stringify(templateCode)})
      run(name => apis[name], { ...${JSON.stringify(data)}, gtmOnSuccess() {}, gtmOnFailure() {} })
    })()</script>`
    const url = serve({ path: '/gtm-template', head: `${purchase}${container}`, body: '' }, null)

    expect(await asked(context, url, 'gtm template')).toMatchObject({
      question: expect.stringContaining('Tea House'),
      trigger: { name: 'checkout', source: 'ga4', ref: 'G-7', value: 59.9, currency: 'EUR' },
    })
    await context.close()
  })

  test('Google Tag Manager: the custom HTML does the same', async () => {
    const readme = readFileSync(
      join(import.meta.dirname, '../../integrations/google-tag-manager/README.md'),
      'utf8',
    )
    const recipe = /```html\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
    const quick = recipe
      .replaceAll('https://answers.example', collector.url)
      .replace("company: 'Your Shop'", "company: 'Your Shop', automation: 'ask', delay: '0s'")
    const context = await browser.newContext()
    const url = serve({ path: '/gtm-html', head: `${purchase}${quick}`, body: '' }, null)

    expect(await asked(context, url, 'gtm html')).toMatchObject({
      question: expect.stringContaining('Your Shop'),
      trigger: { source: 'ga4', ref: 'G-7', value: 59.9, currency: 'EUR' },
    })
    await context.close()
  })

  test('Zendesk: a solved ticket leads to a survey on the customer’s next visit, verified, and once', async () => {
    const body = JSON.stringify({ ...samples.zendesk.body, solved_at: new Date().toISOString() })
    const tell = async () => {
      const headers = { 'content-type': 'application/json', ...samples.zendesk.headers(body, Date.now()) }
      return (await fetch(`${collector.url}/hooks/zendesk`, { method: 'POST', headers, body })).status
    }
    expect([await tell(), await tell()]).toEqual([204, 204])

    const signature = await createSigner({ secret: signingSecret }).respondent('u_1')
    const given = JSON.stringify({ ...JSON.parse(options), askCollector: 'visit', report: 'everything' })
    const url = serve(
      {
        path: '/account',
        head: `<script type="application/json" data-howlikely>${given}</script>
          <script>window.howlikely = window.howlikely || function () { (howlikely.q = howlikely.q || []).push(arguments) }
          howlikely('identify', ${JSON.stringify({ id: 'u_1', signature })})</script>
          <script async src="${collector.url}/howlikely.js" data-endpoint="${collector.url}/responses"></script>`,
        body: '',
      },
      null,
    )
    const context = await browser.newContext()
    expect(await asked(context, url, 'zendesk')).toMatchObject({
      survey: 'support',
      trigger: {
        name: 'support',
        ref: '35436',
        source: 'collector',
        properties: { agent: 'Ada', team: 'north' },
      },
    })
    await context.close()

    expect(await tell()).toBe(204)
    const report = await fetch(`${collector.url}/api/figures?survey=support&verified=only&period=all`, {
      headers: { authorization: `Bearer ${collector.token}` },
    })
    expect((await report.json()).groups).toMatchObject([{ survey: 'support' }])
    const another = await browser.newContext()
    const page = await another.newPage()
    await page.goto(url)
    await whenQuiet(page)
    expect(await survey(page).count()).toBe(0)
    await another.close()
  })
})
