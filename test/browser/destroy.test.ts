import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWatched, type RunningPages, startPages, type Troubles } from '../support/bare-page.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { type Traces, tracesIn, watchTraces } from '../support/traces.ts'
import { answer, choose, expectAsked, survey, whenQuiet } from '../support/visitor.ts'

let pages: RunningPages

beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

const layer = '<script>window.dataLayer = [{ event: "page_view" }]</script>'
const hubspot = '<script>window.HubSpotConversations = { on() {}, off() {} }</script>'

describe.each(enginesFor('destroy'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let troubles: () => Promise<Troubles>

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page, troubles } = await openWatched(context))
    await watchTraces(page)
  })
  afterEach(() => context.close())

  const destroy = () =>
    page.evaluate(() => (window as unknown as { howlikely(command: string): unknown }).howlikely('destroy'))
  const trigger = () =>
    page.evaluate(() =>
      (window as unknown as { howlikely(...call: string[]): unknown }).howlikely('trigger', 'checkout'),
    )

  /** Everything visible now, except timers: those that are left do nothing any more, as another test shows. */
  const visible = async (): Promise<Omit<Traces, 'timers'>> => {
    const { timers: _, ...traces } = await tracesIn(page)
    return traces
  }

  /** The page as it is without the tag; the tag's own element is the page's, and stays. */
  const without = async (head: string, tag = {}) => {
    await page.goto(pages.page({ head, tag: { ...tag, type: 'text/plain' } }))
    await whenQuiet(page)
    const { html, ...traces } = await visible()
    return { ...traces, html: html.replace(' type="text/plain"', '') }
  }

  const states: [name: string, reach: () => Promise<unknown>, tag?: Record<string, string>, head?: string][] =
    [
      ['nothing happened yet', async () => {}],
      ['a data layer is listened to', async () => {}, {}, layer],
      ['a vendor is listened to', () => whenQuiet(page), {}, hubspot],
      ['an asking waits for its delay', trigger, { 'data-delay': '1h' }],
      [
        'the card is open',
        async () => {
          await trigger()
          await expectAsked(page)
        },
      ],
      [
        'a score is chosen',
        async () => {
          await trigger()
          await expectAsked(page)
          await choose(page, 9)
        },
      ],
      [
        'thanks stand there',
        async () => {
          await trigger()
          await expectAsked(page)
          await answer(page, 9)
        },
      ],
      [
        'the card was closed',
        async () => {
          await trigger()
          await expectAsked(page)
          await survey(page).getByRole('button', { name: 'Close' }).click()
        },
      ],
    ]

  test.each(states)(
    'destroyed when %s, it leaves the page as it was',
    async (_name, reach, tag = {}, head = '') => {
      const before = await without(head, tag)
      await page.goto(pages.page({ head, tag }))
      await whenQuiet(page)
      const { listeners, globals } = await tracesIn(page)
      expect(listeners.length).toBeGreaterThan(before.listeners.length)
      expect(globals).toContain('howlikely')
      await reach()

      await destroy()

      await expect.poll(visible).toEqual(before)
      expect(await troubles()).toEqual({ violations: [], uncaught: [], console: [] })
    },
  )

  test('while the card is open, more than listeners is found, so the test would notice anything left behind', async () => {
    const before = await without(layer)
    await page.goto(pages.page({ head: layer, tag: { 'data-trigger': 'checkout' } }))
    await expectAsked(page)

    const during = await tracesIn(page)

    // In Firefox a stamp in storage replaces the lock.
    if (engine !== 'firefox') expect(during.locks).not.toEqual([])
    expect(during.html).toContain('how-likely-panel')
    expect(during.wrapped).toContain('dataLayer.push')
    expect(during.globals.filter(name => !before.globals.includes(name))).toEqual(['howlikely'])
  })

  test('even after it has explained itself, its only global is howlikely', async () => {
    const before = await without(layer)
    await page.goto(pages.page({ head: layer }))
    await page.waitForLoadState('networkidle')

    await page.evaluate(() =>
      (window as unknown as { howlikely(command: string): Promise<unknown> }).howlikely('explain'),
    )

    const { globals } = await tracesIn(page)
    expect(globals.filter(name => !before.globals.includes(name))).toEqual(['howlikely'])
  })

  test('pending timers do nothing: a new data layer stays untouched, and nothing is loaded', async () => {
    const requests: string[] = []
    await page.goto(pages.page({ head: layer }))
    await whenQuiet(page)
    await destroy()
    page.on('request', request => requests.push(request.url()))
    await page.evaluate(() => {
      const dataLayer = [{ event: 'purchase', ecommerce: { transaction_id: 'A-1' } }]
      Object.assign(window, { dataLayer, HubSpotConversations: { on() {}, off() {} } })
    })

    await expect.poll(async () => (await tracesIn(page)).timers, { timeout: 15_000 }).toBe(0)
    expect((await tracesIn(page)).wrapped).not.toContain('dataLayer.push')
    expect(requests).toEqual([])
    expect(await survey(page).count()).toBe(0)
  })

  test('a wrapper that another script put around ours stays, and hears everything; ours hears nothing more', async () => {
    await page.goto(pages.page({ head: layer }))
    await whenQuiet(page)
    const heard = await page.evaluate(() => {
      const host = window as unknown as { dataLayer: unknown[]; howlikely(command: string): unknown }
      const heard: unknown[] = []
      const inner = host.dataLayer.push
      host.dataLayer.push = function (this: unknown[], ...entries: unknown[]) {
        heard.push(...entries)
        return inner.apply(this, entries)
      }
      host.howlikely('destroy')
      host.dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'A-1' } })
      return [heard.length, host.dataLayer.length]
    })

    expect(heard).toEqual([1, 2])
    expect(await survey(page).count()).toBe(0)
  })
})
