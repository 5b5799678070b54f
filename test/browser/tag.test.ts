import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'
import { answer, expectAsked, survey, whenQuiet, whyNot } from '../support/visitor.ts'

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.stop())

describe.each(enginesFor('tag'))('in %s, the tag', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page } = await openPage(context))
  })
  afterEach(() => context.close())

  const open = (attributes: string) =>
    page.goto(`${site.shop}/?tag-automation=ask&tag-delay=0s&${attributes}`)
  const stored = () => page.evaluate(() => Object.keys(localStorage).sort())
  const command = (...call: unknown[]) =>
    page.evaluate(
      given => (window as unknown as { howlikely(...call: unknown[]): unknown }).howlikely(...given),
      call,
    )

  test('makes a trigger, which carries the order and nothing else of the tag', async () => {
    await open(`tag-trigger=checkout&tag-ref=${engine}-1&tag-value=12.50&tag-currency=EUR`)
    await expectAsked(page)
    await answer(page, 6)

    await expect
      .poll(() => site.collector.responses().find(({ trigger }) => trigger.ref === `${engine}-1`))
      .toBeTruthy()
    const sent = site.collector.responses().find(({ trigger }) => trigger.ref === `${engine}-1`)
    expect(sent?.trigger).toMatchObject({
      name: 'checkout',
      source: 'tag',
      value: 12.5,
      currency: 'EUR',
      properties: {},
    })
  })

  test('without a number asks on no page that is loaded again, but on one that is opened again', async () => {
    const address = 'tag-trigger=checkout&tag-consent=required'
    await open(address)
    await page.reload()
    await command('consent', true)
    expect(await whyNot(page, 'checkout')).toEqual(['trigger'])
    expect(await survey(page).count()).toBe(0)

    await open(address)
    await command('consent', true)
    await expectAsked(page)
  })

  test('with a number also asks on a page that is loaded again', async () => {
    await open(`tag-trigger=checkout&tag-ref=${engine}-2&tag-consent=required`)
    await page.reload()
    await command('consent', true)

    await expectAsked(page)
  })

  test('with consent required asks nobody and stores nothing before it is given, and asks once it is', async () => {
    await open('tag-trigger=checkout&tag-consent=required&tag-min-visits=1&tag-sample=0.99999')

    expect(await whyNot(page, 'checkout')).toContain('consent')
    expect(await stored()).toEqual([])
    expect(await survey(page).count()).toBe(0)

    await command('consent', true)
    await expectAsked(page)
    expect(await stored()).toContain('howlikely:main:history')
  })

  test('consent that is withdrawn erases what was stored', async () => {
    await open('tag-trigger=checkout&tag-consent=required')
    await command('consent', true)
    await expectAsked(page)
    await command('consent', false)

    await expect.poll(stored).toEqual([])
    expect(await survey(page).count()).toBe(0)
  })

  test('consent withdrawn on a page on which nothing happens also erases', async () => {
    await open('tag-trigger=checkout&tag-consent=required')
    await command('consent', true)
    await expectAsked(page)
    await open('tag-trigger=elsewhere&tag-consent=required')
    await command('consent', false)

    await expect.poll(stored).toEqual([])
  })

  test('without consent needed, a page on which nothing happens stores nothing', async () => {
    await open('tag-company=Shop')
    await whenQuiet(page)

    expect(await stored()).toEqual([])
  })

  test('that is off for the page does nothing; its twin asks', async () => {
    await page.goto(`${site.shop}/thank-you/sample?order=off-1&howlikely=off&tag-automation=ask&tag-delay=0s`)
    await whenQuiet(page)
    expect(await stored()).toEqual([])

    await page.goto(`${site.shop}/thank-you/sample?order=off-1`)
    await expectAsked(page)
  })

  test('asks no program by itself, and says why', async () => {
    await page.goto(`${site.shop}/thank-you/sample?order=robot-1&tag-delay=0s`)
    await whenQuiet(page)

    expect(await whyNot(page, 'checkout')).toEqual(['automation'])
  })
})
