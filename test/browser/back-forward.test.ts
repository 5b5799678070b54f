import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchOptions } from '../../scripts/browsers.mjs'
import { engines, isAskedOf, sharedBrowser } from '../support/engines.ts'
import { startTwoShops, type TwoShops } from '../support/two-shops.ts'
import { expectAsked, survey } from '../support/visitor.ts'

/** Chromium's headless shell has no such cache, and Playwright switches it off in the whole browser. */
const launchWithCache = () =>
  chromium.launch({ ...launchOptions('chromium'), ignoreDefaultArgs: ['--disable-back-forward-cache'] })

describe.each(engines)('in %s, a page with an open survey', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let shop: TwoShops

  beforeAll(async () => {
    browser = await (engine === 'chromium' ? launchWithCache() : sharedBrowser(engine))
    shop = await startTwoShops()
  })
  afterAll(async () => {
    if (engine === 'chromium') await browser.close()
    await shop.stop()
  })
  beforeEach(async () => {
    context = await browser.newContext()
    page = await context.newPage()
    // For a test to see that it is the very page.
    await page.addInitScript(() =>
      addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset.isBack = String(persisted)
      }),
    )
  })
  afterEach(() => context.close())

  const trigger = (tab: Page, name: string) =>
    tab.evaluate(
      name => (window as unknown as { howlikely(...call: unknown[]): void }).howlikely('trigger', name),
      name,
    )
  const options = { waitBetween: '0', waitAfterIgnored: '0' }
  const leave = async () => {
    await shop.open(page, 'classic', '/thank-you', options)
    await trigger(page, 'checkout')
    await expectAsked(page)
    await page.goto('about:blank')
  }
  /** In a driven browser, going back never ends if the page comes from the cache, and locators wait for that; scripts don't. */
  const goBack = async () => {
    await page.evaluate(() => history.back()).catch(() => {})
    const isBack = () => page.evaluate(() => document.documentElement.dataset.isBack).catch(() => null)
    await expect.poll(isBack, { timeout: 15_000 }).toBe('true')
  }
  const press = (element: string, words: string) => {
    const find = ([element, words]: readonly [string, string]) => {
      const all = document
        .querySelector('how-likely-panel')
        ?.shadowRoot?.querySelectorAll<HTMLElement>(element)
      const found = [...(all ?? [])].find(({ textContent }) => textContent === words)
      found?.click()
      return !!found
    }
    return expect.poll(() => page.evaluate(find, [element, words] as const)).toBe(true)
  }
  const hasCard = () => page.evaluate(() => !!document.querySelector('how-likely-panel'))

  test('enters the back-forward cache and leaves it, and resumes its survey', async () => {
    await leave()
    await goBack()
    expect(await hasCard()).toBe(true)
    await press('label', '9')
    await press('button', 'Send')

    await expect.poll(() => shop.received.at(-1)).toMatchObject({ state: 'answered', score: 9 })
  })

  const forget = () =>
    page.evaluate(() =>
      (window as unknown as { howlikely(command: string): Promise<void> }).howlikely('forget'),
    )
  const inTurn = (presses: readonly string[]) => async () => {
    for (const words of presses) await press(/^\d/.test(words) ? 'label' : 'button', words)
  }
  const close = () =>
    page.evaluate(() => {
      const root = document.querySelector('how-likely-panel')?.shadowRoot
      root?.querySelector<HTMLElement>('button[aria-label=Close]')?.click()
    })

  const endings = [
    ['answered', inTurn(['9', 'Send']), { state: 'answered', score: 9 }],
    ['dismissed', close, null],
    ['opted out of', inTurn(["Don't ask again"]), null],
    ['forgotten', forget, null],
  ] as const
  const ended = isAskedOf(engine, 'more-of-the-same') ? endings : endings.slice(0, 1)
  test.each(ended)('no longer shows it if on the next page it was %s', async (_how, endThere, last) => {
    await shop.open(page, 'classic', '/thank-you', {
      ...options,
      waitAfterDismissal: '0',
      waitAfterAnswer: '0',
    })
    await trigger(page, 'checkout')
    await expectAsked(page)
    await page.goto(`${shop.url}/shelf`)
    await expectAsked(page)
    const had = shop.received.length
    await endThere()
    if (last) await expect.poll(() => shop.received.slice(had).at(-1)).toMatchObject(last)
    await goBack()

    await expect.poll(hasCard).toBe(false)
    expect(await page.evaluate(() => sessionStorage.getItem('howlikely:main:open'))).toBeNull()
  })

  test('keeps no other tab from asking while it is there, and gives way to it', async () => {
    await leave()
    const other = await context.newPage()
    // A visit has one survey, whatever the tab: this is another visit.
    await other.addInitScript(() => localStorage.removeItem('howlikely:main:seen'))
    await shop.open(other, 'classic', '/shelf', options)
    await trigger(other, 'support')
    await expectAsked(other)
    await goBack()

    await expect.poll(hasCard).toBe(false)
    expect(await survey(other).count()).toBe(1)
  })
})
