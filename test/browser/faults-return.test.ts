import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchOptions } from '../../scripts/browsers.mjs'
import { engines } from '../support/engines.ts'
import { expectCounted, retryLate } from '../support/fault-scene.ts'
import { counted, type Recorder, startRecorder } from '../support/recorder.ts'
import { type RunningShop, startShop } from '../support/shop.ts'
import { choose, expectAsked, survey } from '../support/visitor.ts'

// Firefox never caches a page while a request is under way, and leaving a page with a score sends one.
describe.runIf(engines.includes('chromium'))('a page that comes back from the browser’s cache', () => {
  let browser: Browser
  let recorder: Recorder
  let shop: RunningShop
  let page: Page

  beforeAll(async () => {
    const options = { ...launchOptions('chromium'), ignoreDefaultArgs: ['--disable-back-forward-cache'] }
    browser = await chromium.launch(options)
  })
  beforeEach(async () => {
    recorder = await startRecorder()
    shop = await startShop(recorder.url)
    const context = await browser.newContext()
    await retryLate(context)
    page = await context.newPage()
    // For a test to see that it is the very page.
    await page.addInitScript(() =>
      addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset.isBack = String(persisted)
      }),
    )
  })
  afterEach(async () => {
    await page.context().close()
    await shop.stop()
    await recorder.stop()
  })
  afterAll(() => browser.close())

  /** In a driven browser, going back never ends if the page comes from the cache. */
  const goBack = async () => {
    await page.evaluate(() => history.back()).catch(() => {})
    await page.locator('html[data-is-back=true]').waitFor()
  }
  const leaveWithScore = async (carryOver: string) => {
    recorder.react([{ does: 'answer', status: 500 }])
    await page.goto(shop.thankYou('A-1', { 'carry-over': carryOver }))
    await expectAsked(page)
    await choose(page, 9)
    await page.goto('about:blank')
    await expect.poll(() => recorder.received.length).toBe(1)
  }

  test('resumes its survey, and the answer arrives once', async () => {
    await leaveWithScore('30m')
    await goBack()
    await survey(page).getByRole('textbox').fill('Fast delivery')
    await survey(page).getByRole('button', { name: 'Send' }).click()

    await expectCounted(recorder, { state: 'answered', score: 9, reason: 'Fast delivery' })
  })

  test('shows no survey that has ended meanwhile, since nobody would count its answer', async () => {
    // First seen: the answer came with the revision of the ending that had been sent, and was ignored.
    await leaveWithScore('0')
    const other = await page.context().newPage()
    await other.goto(shop.home())
    await expectCounted(recorder, { state: 'scored', endedBy: 'left', score: 9 })
    await goBack()

    await expect.poll(() => survey(page).count()).toBe(0)
    expect(counted(recorder.received)).toHaveLength(1)
  })
})
