import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, openPage, sharedBrowser } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'
import { answer, expectAsked, explain, survey } from '../support/visitor.ts'

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.stop())

describe.each(enginesFor('single-page'))('in %s, a single-page shop', engine => {
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

  const lastRef = async () =>
    ((await explain(page)) as unknown as { trigger: { ref: string | null } | null }).trigger?.ref
  const buy = async () => {
    await page.getByRole('link', { name: /Skog/ }).first().click()
    await page.getByRole('button', { name: 'Buy now' }).click()
    await page.getByRole('heading', { name: 'Thank you.' }).waitFor()
  }

  test('asks after a purchase, and not again as the visitor goes on; the next purchase is a new one', async () => {
    const noWaits = 'tag-wait-after-answer=0&tag-wait-between=0&tag-wait-after-ignored=0'
    await page.goto(`${site.shop}/spa?tag-automation=ask&tag-delay=0s&${noWaits}`)
    await buy()
    await expectAsked(page)
    const order = await lastRef()
    expect(order).toMatch(/^SPA-/)
    await answer(page, 9)
    await survey(page).getByRole('button', { name: 'Close' }).click()

    await page.getByRole('link', { name: 'Keep shopping' }).click()
    await page.goBack()
    await page.getByRole('heading', { name: 'Thank you.' }).waitFor()
    await page.goForward()
    await page.getByRole('heading', { name: 'The shelf' }).waitFor()
    expect(await lastRef()).toBe(order)
    expect(await survey(page).count()).toBe(0)

    await buy()
    await expect.poll(lastRef).not.toBe(order)
  })
})
