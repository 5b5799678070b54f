import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PageSettings } from '../support/bare-page.ts'
import { engines, enginesFor, sharedBrowser } from '../support/engines.ts'
import { choose } from '../support/visitor.ts'
import { openFieldPage } from './a-page.ts'

const phone = { width: 375, height: 667 }

describe.each(enginesFor('reach'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext | undefined

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  afterEach(() => context?.close())

  const open = async (settings: PageSettings, options: BrowserContextOptions) => {
    context = await browser.newContext(options)
    const opened = await openFieldPage(context, settings)
    await opened.buy()
    await opened.expectCard()
    await choose(opened.page, 3)
    return opened
  }

  /** How far the card, and anything in it that can be used after scrolling, extends beyond the window, in CSS pixels. */
  const outOfReach = (page: Page) =>
    page.evaluate(async () => {
      const root = document.querySelector('how-likely-panel')?.shadowRoot
      const card = root?.querySelector('section')
      await Promise.all(card?.getAnimations().map(({ finished }) => finished) ?? [])
      const beyond = (element: Element | null | undefined) => {
        const { top, left, bottom, right } = (element ?? document.body).getBoundingClientRect()
        // If an engine measures in zoomed pixels, the window is measured the same way.
        return Math.max(-top, -left, bottom - innerHeight, right - innerWidth, 0)
      }
      const found: Record<string, number> = { card: beyond(card) }
      for (const one of root?.querySelectorAll('button,textarea,label,legend') ?? []) {
        one.scrollIntoView({ block: 'nearest' })
        found[one.textContent?.trim() || one.ariaLabel || one.localName] = beyond(one)
      }
      return Object.entries(found).filter(([, pixels]) => pixels > 1)
    })

  test.each([
    ['a body that is zoomed', 'body { zoom: 1.25 }', phone],
    ['a page that is zoomed', 'html { zoom: 1.5 }', phone],
    ['both', 'html, body { zoom: 1.25 }', phone],
    ['a body that is zoomed to the half', 'body { zoom: 0.5 }', phone],
    ['a body that is enlarged', 'body { transform: scale(1.3); transform-origin: top left }', phone],
    ['a low window with a zoomed body', 'body { zoom: 1.5 }', { width: 844, height: 390 }],
    ['a window with a zoomed body', 'body { zoom: 2 }', { width: 900, height: 700 }],
    ['a page of large letters', 'html { font-size: 32px }', phone],
  ])('the whole card can be reached in %s', async (_page, css, viewport) => {
    const { page } = await open({ head: `<style>${css}</style>` }, { viewport })

    expect(await outOfReach(page)).toEqual([])
  })

  test.each(['center', 'bar', 'bottom-start'])('wherever it stands: %s', async placement => {
    const settings = { head: '<style>body { zoom: 1.75 }</style>', tag: { 'data-placement': placement } }
    const { page } = await open(settings, { viewport: { width: 800, height: 600 } })

    expect(await outOfReach(page)).toEqual([])
  })
})

// Other browsers have no such button; in them it leaves the page.
describe.runIf(engines.includes('chromium'))('in chromium, on a phone, the back button', () => {
  let context: BrowserContext

  afterEach(() => context.close())

  /** The nearest that a driver can do: the same request to close what lies over the page. */
  const pressBack = (page: Page) => page.keyboard.press('Escape')

  const open = async (options: BrowserContextOptions) => {
    context = await (await sharedBrowser('chromium')).newContext(options)
    const opened = await openFieldPage(context, { body: '<dialog>Terms</dialog>' })
    const length = await opened.page.evaluate(() => history.length)
    await opened.buy()
    await opened.expectCard()
    return { ...opened, length }
  }
  const mobile: BrowserContextOptions = { isMobile: true, hasTouch: true, viewport: phone }

  test('closes the card, and leaves the history as it was', async () => {
    const { page, expectNoCard, length } = await open(mobile)
    const url = page.url()
    await pressBack(page)
    await expectNoCard()

    expect(await page.evaluate(() => [history.length, history.state, location.href])).toEqual([
      length,
      null,
      url,
    ])
  })

  test('closes what lies over the card first, and then the card', async () => {
    const { page, expectCard, expectNoCard } = await open(mobile)
    await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.showModal())
    await expectNoCard()
    await pressBack(page)
    expect(await page.locator('dialog').evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(false)
    await expectCard()
    await pressBack(page)

    await expectNoCard()
  })

  test('is heard by the page again once the card is gone', async () => {
    const { page, card, expectNoCard } = await open(mobile)
    await card().getByRole('button', { name: 'Close' }).click()
    await expectNoCard()
    await page.evaluate(() => {
      const { CloseWatcher } = window as unknown as { CloseWatcher: new () => { onclose: () => void } }
      new CloseWatcher().onclose = () => {
        document.title = 'heard'
      }
    })
    await pressBack(page)

    await expect.poll(() => page.title()).toBe('heard')
  })

  test('does not exist on a desktop: there Escape in the page is the page’s', async () => {
    const { page, card } = await open({})
    await pressBack(page)

    expect(await card().isVisible()).toBe(true)
  })
})
