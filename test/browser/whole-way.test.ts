import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, isAskedOf, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'
import {
  answer,
  buySomething,
  endAChat,
  enter,
  expectAsked,
  survey,
  whenQuiet,
  whyNot,
} from '../support/visitor.ts'

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.stop())

describe.each(engines)('in %s, from a checkout to the report', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watch: Watch

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page, watch } = await openPage(context))
  })
  afterEach(() => context.close())

  test('a purchase is followed by the question, and the answer is in the report', async () => {
    const order = await buySomething(page, site.shop)
    await expectAsked(page)
    await answer(page, 9, `Fast delivery in ${engine}`)

    await expect
      .poll(() => site.collector.responses().find(({ trigger }) => trigger.ref === order))
      .toMatchObject({
        state: 'answered',
        endedBy: 'sent',
        survey: 'checkout',
        kind: 'transactional',
        score: 9,
        reason: `Fast delivery in ${engine}`,
        trigger: { name: 'checkout', source: 'ga4' },
        page: { url: `${site.shop}/thank-you`, referrer: site.shop },
        device: 'desktop',
        locale: 'en',
      })
    const report = await fetch(`${site.collector.url}/report`, {
      headers: { authorization: `Bearer ${site.collector.token}` },
    })
    expect(await report.text()).toContain(`Fast delivery in ${engine}`)
    expect(watch.console.filter(line => !line.startsWith('log'))).toEqual([])
  })

  test('a chat that ends asks a visitor who has not been asked', async () => {
    await enter(page, site.shop)
    await endAChat(page, site.shop)

    await expectAsked(page)
  })

  test('a page on which nothing happens makes one request, and none to the endpoint', async () => {
    await enter(page, site.shop)
    await whenQuiet(page)

    const toWidget = watch.requests.filter(request => request.includes(site.collector.url))
    expect(toWidget).toEqual([`GET ${site.collector.url}/howlikely.js`])
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('a reloaded thank-you page asks nobody twice, and explain says why', async () => {
      await buySomething(page, site.shop)
      await expectAsked(page)
      await answer(page, 7)
      await page.reload()

      expect(await whyNot(page, 'checkout')).toEqual(
        expect.arrayContaining(['ref', 'wait-after-answer', 'wait-between']),
      )
      expect(await survey(page).count()).toBe(0)
    })

    test('a chat that ends on the same day asks nothing, because of the wait between surveys', async () => {
      await buySomething(page, site.shop)
      await expectAsked(page)
      await answer(page, 10)
      await endAChat(page, site.shop)

      expect(await whyNot(page, 'support')).toContain('wait-between')
      expect(await survey(page).count()).toBe(0)
    })
  }
})
