import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createDemoServer } from '../../demo/server.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import { type RunningEndpoint, recipes, startOurs } from '../support/recipes.ts'
import { listen } from '../support/site.ts'
import { answer, buySomething, expectAsked } from '../support/visitor.ts'

// Each buys something twice, as two new visitors.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let collector: RunningCollector
let shop: { url: string; stop(): Promise<void> }
/** The address to which the shop forwards, as a site's own server does, so that the page sends to its own origin. */
let behindTheShop = ''

beforeAll(async () => {
  collector = await startCollector()
  const pages = createDemoServer({
    widgetUrl: `${collector.url}/howlikely.js`,
    endpoint: `${collector.url}/responses`,
  })
  shop = await listen(async request => {
    if (new URL(request.url).pathname !== '/responses') return pages(request)
    const { status } = await fetch(behindTheShop, {
      method: request.method,
      headers: request.headers,
      body: await request.text(),
    })
    return new Response(null, { status })
  })
})
afterAll(async () => {
  await shop?.stop()
  await collector?.stop()
})

/** The part that is the same in every answer of a visitor: everything but the key, the order number and the times. */
const comparable = ({ id, sentAt, askedAt, scoredAt, endedAt, trigger, page, ...rest }: ResponseRecord) => ({
  ...rest,
  trigger: { ...trigger, ref: typeof trigger.ref, at: '' },
  page: { ...page, loadMs: 0, secondsOnPage: 0 },
})

describe.each(enginesFor('recipes'))('in %s, from the same page', engine => {
  let browser: Browser

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })

  /** Buys something as a new visitor, and answers; resolves to the responses that the endpoint has received since. */
  async function visit(endpoint: Pick<RunningEndpoint, 'held'>, address: string): Promise<ResponseRecord[]> {
    const known = new Set(endpoint.held().map(({ id }) => id))
    const isNew = ({ id }: ResponseRecord) => !known.has(id)
    const context = await browser.newContext()
    const { page } = await openPage(context)
    await buySomething(page, shop.url, `&tag-endpoint=${encodeURIComponent(address)}`)
    await expectAsked(page)
    await answer(page, 9, 'Snabb & enkel, 100 % – 速い')
    await expect.poll(() => endpoint.held().filter(isNew), { timeout: 15_000 }).toHaveLength(1)
    await context.close()
    return endpoint.held().filter(isNew)
  }

  /** Once to the endpoint's own origin, and once through the shop's. */
  async function visitBoth(endpoint: Pick<RunningEndpoint, 'held' | 'url'>) {
    behindTheShop = endpoint.url
    const elsewhere = await visit(endpoint, endpoint.url)
    const here = await visit(endpoint, '/responses')
    return [...elsewhere, ...here].map(comparable)
  }

  let receivedByOurs: ReturnType<typeof visitBoth> | null = null
  const visitOurs = async () => {
    const ours = await startOurs()
    const received = await visitBoth(ours)
    await ours.stop()
    return received
  }

  test.each(recipes.filter(({ isHere }) => isHere))(
    'the recipe for $name receives what our collector receives, from another origin and from its own',
    async ({ start }) => {
      const endpoint = await start(shop.url)

      const received = await visitBoth(endpoint)
      await endpoint.stop()

      receivedByOurs ??= visitOurs()
      expect(received).toEqual(await receivedByOurs)
      expect(received[0]).toMatchObject({
        state: 'answered',
        score: 9,
        reason: 'Snabb & enkel, 100 % – 速い',
      })
    },
  )
})
