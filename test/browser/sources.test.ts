import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import { listen } from '../support/site.ts'
import { answer, expectAsked, explain, survey, whenQuiet } from '../support/visitor.ts'

/** A page of a shop, by its path; the platform's own marks say what kind it is. */
const pages: Readonly<Record<string, string>> = {
  '/': '<h1>Kettles</h1>',
  '/checkout/order-received/77/': `<body class="woocommerce-order-received"><h1>Thank you</h1>
    <ul class="woocommerce-order-overview"><li class="woocommerce-order-overview__order">
    Order number: <strong>W-1042</strong></li></ul>
    <script>window.dataLayer = [{ event: 'purchase', ecommerce: { value: '59.90', currency: 'EUR' } }]</script>`,
  '/danke': '<h1>Danke</h1>',
  '/nameless': `<h1>Thank you</h1><script>window.dataLayer = [{ event: 'purchase', ecommerce: { value: 7 } }]</script>`,
  '/tawk': '<h1>Help</h1><script>window.Tawk_API = {}</script>',
  '/trap': `<h1>Thank you</h1><script>
    var trap = { get event() { throw new Error('a trap') }, get ecommerce() { throw new Error('a trap') } }
    window.dataLayer = [trap, { event: 'purchase', ecommerce: { transaction_id: 'T-9', value: '1.234,50 kr' } }]
    window.zE = new Proxy(function () {}, { get() { throw new Error('a trap') } })
    Object.defineProperty(window, 'analytics', { get() { throw new Error('a trap') } })
    window._paq = Object.freeze([trap])
    </script><script type="text/plain" src="https://www.googletagmanager.com/gtm.js?id=GTM-A1&l=shopLayer"></script>`,
}

describe.each(enginesFor('sources'))('in %s, with the built files,', engine => {
  let browser: Browser
  let collector: RunningCollector
  let shop: { url: string; stop(): Promise<void> }
  let context: BrowserContext
  let page: Page
  let watch: Watch
  let options: Record<string, unknown>

  const answerTo = (request: Request): Response => {
    const { pathname } = new URL(request.url)
    const html = pages[pathname]
    if (html === undefined) return new Response(null, { status: 404 })
    const given = JSON.stringify({ automation: 'ask', delay: '0s', company: 'Kettles', ...options })
    return new Response(
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Kettles</title>
      <script type="application/json" data-howlikely>${given}</script>
      <script async src="${collector.url}/howlikely.js" data-endpoint="${collector.url}/responses"></script>${html}`,
      { headers: { 'content-type': 'text/html' } },
    )
  }
  /** The widget's files that were loaded, by their plain names. */
  const files = () =>
    watch.requests
      .filter(request => request.startsWith(`GET ${collector.url}/`))
      .map(request => new URL(request.slice('GET '.length)).pathname.slice(1).replace(/\.[\w-]{8}\.js$/, ''))
  /** The last thing that happened, in `explain`'s words; the first comes from the page's own load. */
  /** Once there is one: a page that has just come has heard of nothing yet. */
  const lastTrigger = async () => {
    await whenQuiet(page)
    const triggerNow = async () => {
      const { trigger } = (await explain(page)) as unknown as {
        trigger: { name: string; ref: string | null } | null
      }
      return trigger
    }
    await expect.poll(triggerNow).not.toBeNull()
    const trigger = await triggerNow()
    return [trigger?.name, trigger?.ref]
  }
  // An entry is there once the file is.
  const sourcesHaveCome = () =>
    page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /\/sources\./.test(name)),
    )
  const complaints = () => watch.console.filter(line => /^(error|warning|uncaught)/.test(line))
  const responseTo = (reason: string) =>
    expect.poll(() => collector.responses().find(one => one.reason === reason), { timeout: 10_000 })

  beforeAll(async () => {
    collector = await startCollector()
    shop = await listen(answerTo)
    browser = await sharedBrowser(engine)
  })
  afterAll(async () => {
    await shop?.stop()
    await collector?.stop()
  })
  beforeEach(async () => {
    options = {}
    context = await browser.newContext()
    ;({ page, watch } = await openPage(context))
  })
  afterEach(() => context.close())

  test('a page that confirms an order, and reports it twice, asks about it once, and the answer says all', async () => {
    options = { surveys: [{ id: 'checkout', trigger: 'checkout', product: 'the kettle shop' }] }
    await page.goto(`${shop.url}/checkout/order-received/77/?key=wc_order_x`)
    await expectAsked(page)
    expect(await survey(page).textContent()).toContain('the kettle shop')
    await answer(page, 9, `woo in ${engine}`)

    await responseTo(`woo in ${engine}`).toMatchObject({
      question: expect.stringContaining('the kettle shop'),
      trigger: { name: 'checkout', source: 'woocommerce', ref: 'W-1042', value: 59.9, currency: 'EUR' },
    })
    expect(files()).toContain('sources')
    expect(complaints()).toEqual([])
  })

  test('a page without any of it never loads the sources', async () => {
    await page.goto(shop.url)
    await page.getByRole('heading').click()
    await whenQuiet(page)

    expect(files()).toEqual(['howlikely.js'])
  })

  test('a page that names no order is taken for the same order when it is loaded again; its twin with a number is not', async () => {
    options = { thankYouPages: [{ path: '/danke', refParameter: 'order' }], sample: 0 }
    const happened = async () => {
      await whenQuiet(page)
      const { trigger } = (await explain(page)) as unknown as {
        trigger: { name: string; ref: string | null }
      }
      return [trigger.name, trigger.ref]
    }
    await page.goto(`${shop.url}/danke`)
    expect(await happened()).toEqual(['checkout', null])
    await page.reload()
    expect(await happened()).toEqual(['visit', null])

    await page.goto(`${shop.url}/danke?order=A-7`)
    expect(await happened()).toEqual(['checkout', 'A-7'])
    await page.reload()
    expect(await happened()).toEqual(['checkout', 'A-7'])
  })

  test('a purchase without a number on the data layer is heard only once even if the page is loaded again or gone back to', async () => {
    options = { sample: 0 }
    await page.goto(`${shop.url}/nameless`)
    expect(await lastTrigger()).toEqual(['checkout', null])
    await page.reload()
    expect(await lastTrigger()).toEqual(['visit', null])
    await page.goto(shop.url)
    // In a driven browser, going back never ends if the page comes from the back-forward cache.
    await page.evaluate(() => history.back()).catch(() => {})
    await expect.poll(() => page.evaluate(() => location.pathname).catch(() => '')).toBe('/nameless')
    expect(await lastTrigger()).toEqual(['visit', null])
  })

  test('a chat that ended asks by the words for a contact, and agent, team and ticket travel', async () => {
    options = { surveys: [{ id: 'support', trigger: 'support', product: 'our help desk' }] }
    await page.goto(shop.url)
    await page.evaluate(() => {
      const { howlikely } = window as unknown as { howlikely(...call: unknown[]): void }
      const details = { ref: 'T-77', agent: 'Kim', team: 'north', department: 'kettles', product: 'K-1' }
      howlikely('trigger', 'support', details)
    })
    await expectAsked(page)
    expect(await survey(page).textContent()).toContain('our help desk')
    await answer(page, 3, `contact in ${engine}`)

    await responseTo(`contact in ${engine}`).toMatchObject({
      trigger: {
        name: 'support',
        source: 'command',
        ref: 'T-77',
        properties: { agent: 'Kim', team: 'north', department: 'kettles', product: 'K-1' },
      },
    })
  })

  test('a vendor’s conversation travels with its id', async () => {
    await page.goto(shop.url)
    await page.evaluate(() => {
      const handlers: ((payload: unknown) => void)[] = []
      const vendor = { on: (_event: string, handler: (payload: unknown) => void) => handlers.push(handler) }
      Object.assign(window, { HubSpotConversations: vendor, handlers })
    })
    await page.getByRole('heading').click()
    await page.waitForFunction(() => (window as unknown as { handlers: unknown[] }).handlers.length > 0)
    await page.evaluate(() => {
      const { handlers } = window as unknown as { handlers: ((payload: unknown) => void)[] }
      for (const handler of handlers) handler({ conversation: { conversationId: 4711 } })
    })
    await expectAsked(page)
    await answer(page, 6, `conversation in ${engine}`)

    await responseTo(`conversation in ${engine}`).toMatchObject({
      survey: 'support',
      trigger: { name: 'support', source: 'hubspot', ref: '4711' },
    })
  })

  test('a chat’s own question that is answered after the end drops ours, if the survey says so', async () => {
    options = { surveys: [{ id: 'support', trigger: 'support', delay: '1m', cancelOn: ['rated'] }] }
    const says = (type: string) => page.evaluate(name => dispatchEvent(new CustomEvent(name)), type)
    const waiting = async () => ((await explain(page)) as unknown as { waiting: unknown[] }).waiting.length
    await page.goto(`${shop.url}/tawk`)
    await sourcesHaveCome()
    await says('tawkChatEnded')
    await expect.poll(waiting).toBe(1)
    await says('tawkChatSatisfaction')
    await expect.poll(waiting).toBe(0)

    // Also on a later page, where no survey waits for that name.
    await page.goto(`${shop.url}/tawk`)
    await sourcesHaveCome()
    await says('tawkChatEnded')
    await expect.poll(waiting).toBe(1)
    await page.goto(shop.url)
    await page.evaluate(() => {
      const { howlikely } = window as unknown as { howlikely(...call: unknown[]): void }
      howlikely('trigger', 'rated')
    })
    await expect.poll(waiting).toBe(0)
  })

  test('a trigger of the site’s own, named in the options, asks', async () => {
    options = {
      surveys: [{ id: 'own', trigger: 'upgraded', question: 'How likely are you to upgrade again?' }],
      triggers: [{ name: 'upgraded', click: 'h1' }],
    }
    await page.goto(shop.url)
    await expect.poll(files).toContain('sources')
    await page.getByRole('heading').click()
    await expectAsked(page)
    await answer(page, 10, `own in ${engine}`)

    await responseTo(`own in ${engine}`).toMatchObject({ trigger: { name: 'upgraded', source: 'site' } })
  })

  test('a page whose objects throw when they are read hears nothing of it, and its purchase is heard', async () => {
    await page.goto(`${shop.url}/trap`)
    await page.evaluate(() => {
      const { howlikely, trap } = window as unknown as { howlikely(...call: unknown[]): void; trap: object }
      howlikely(
        'trigger',
        'support',
        Object.defineProperty({}, 'ref', Object.getOwnPropertyDescriptor(trap, 'event') ?? {}),
      )
    })
    await expectAsked(page)
    await answer(page, 8, `trap in ${engine}`)

    await responseTo(`trap in ${engine}`).toMatchObject({
      trigger: { source: 'ga4', ref: 'T-9', value: null },
    })
    expect(complaints()).toEqual([])
  })

  test('debug says what of a purchase was left out, and why; and that Google reads another data layer', async () => {
    options = { debug: true }
    await page.goto(`${shop.url}/trap`)

    await expect
      .poll(() => watch.console.find(line => line.includes('1.234,50 kr')))
      .toMatch(/the trigger "checkout" of ga4 came with the value "1\.234,50 kr", which is left out/)
    await expect
      .poll(() => watch.console.find(line => line.includes('shopLayer')))
      .toMatch(/write data-data-layer="shopLayer"/)
  })
})
