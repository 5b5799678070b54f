import type { Browser, BrowserContext, Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, isAskedOf, sharedBrowser } from '../../support/engines.ts'
import { openFieldPage, servePage } from '../a-page.ts'
import { answerByClicks, answerByKeys, expectDelivered, watchTroubles } from './carried.ts'
import { navigatedPages } from './navigations.ts'

describe.each(engines)('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let troubles: readonly string[]
  let orders = 0

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    troubles = watchTroubles(context)
  })
  afterEach(() => context.close())

  describe.each(navigatedPages)('on pages with $name', ({ name, page: make }) => {
    const heading = (page: Page, title: string) => page.getByRole('heading', { name: title, exact: true })
    const search = (page: Page) => page.getByRole('textbox', { name: 'Search' })
    /** A basket that leads to a thank-you page, which may report an order. */
    const open = async (order?: string) => {
      const next = await servePage(make({ title: 'Thanks', ...(order !== undefined && { order }) }))
      const opened = await openFieldPage(context, make({ title: 'Basket', next }))
      await search(opened.page).fill('kettle')
      // A page that is reloaded has lost it.
      await opened.page.evaluate(() => Object.assign(window, { isTheSame: true }))
      return opened
    }
    const arrive = async (page: Page, title: string) => {
      await heading(page, title).waitFor()
      await page.locator('html:not([data-astro-transition])').waitFor()
    }
    const goOn = async (page: Page) => {
      await page.getByRole('link', { name: 'Next' }).click()
      await arrive(page, 'Thanks')
    }
    const goBack = async (page: Page) => {
      await page.goBack()
      await arrive(page, 'Basket')
    }
    const expectPageWorks = async (page: Page) => {
      expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true)
      expect(await search(page).inputValue()).toBe('kettle')
      expect(await page.locator('how-likely-panel').count()).toBeLessThan(2)
    }

    const ways = [
      ['by keys', answerByKeys],
      ['by clicks', answerByClicks],
    ] as const
    const tried = isAskedOf(engine, 'more-of-the-same') ? ways : ways.slice(0, 1)
    test.each(tried)(
      'a visitor is asked, and answers %s; then they go on, and back',
      async (_how, answer) => {
        const opened = await open()
        const ref = await opened.buy()
        // A visitor with the focus in a field is not asked.
        await heading(opened.page, 'Basket').click()
        await opened.expectCard()
        await answer(opened)
        await expectDelivered(opened, ref)

        await goOn(opened.page)
        await expectPageWorks(opened.page)
        await goBack(opened.page)
        await expectPageWorks(opened.page)
        await opened.expectNoCard()
        expect(troubles).toEqual([])
      },
    )

    test('a card goes along to the next page and back, with what was written', async () => {
      const opened = await open()
      const ref = await opened.buy()
      await heading(opened.page, 'Basket').click()
      await opened.expectCard()
      await opened.write()
      await goOn(opened.page)
      await opened.expectWritten()
      await goBack(opened.page)
      await opened.expectWritten()
      await expectPageWorks(opened.page)

      await answerByClicks(opened)
      await expectDelivered(opened, ref)
      expect(troubles).toEqual([])
    })

    if (isAskedOf(engine, 'more-of-the-same')) {
      test('the next page’s own tag reports its order', async () => {
        orders += 1
        const order = `${name}-${engine}-${orders}`
        const opened = await open(order)
        await goOn(opened.page)
        await opened.expectCard()
        await expectPageWorks(opened.page)

        await answerByClicks(opened)
        await expectDelivered(opened, order)
        expect(troubles).toEqual([])
      })
    }
  })
})
