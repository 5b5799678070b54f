import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, sharedBrowser } from '../support/engines.ts'
import { day, minute } from '../support/fault-scene.ts'
import { shiftClock } from '../support/shifted-clock.ts'
import { isThorough } from '../support/thorough.ts'
import { kinds, startTwoShops, type TwoShops } from '../support/two-shops.ts'
import { choose, expectAsked, explain, survey, whenQuiet, whyNot } from '../support/visitor.ts'

interface Loaded {
  howlikely(command: string, ...details: unknown[]): Promise<{ waiting: unknown[] }>
}

const all = engines.flatMap(engine => kinds.map(kind => [engine, kind] as const))
/** Each engine and each kind of shop once; each in each in a thorough run. */
const cases = isThorough
  ? all
  : all.filter(([engine, kind]) => engines.indexOf(engine) === kinds.indexOf(kind) || engines.length === 1)

describe.each(cases)('in %s, a %s shop', (engine, kind) => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let shop: TwoShops
  let setClock: (ms: number) => Promise<void>

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    shop = await startTwoShops()
  })
  afterAll(async () => {
    await shop.stop()
  })
  beforeEach(async () => {
    context = await browser.newContext()
    setClock = await shiftClock(context, shop.url)
    page = await context.newPage()
  })
  afterEach(() => context.close())

  const open = (path: string, options?: object) => shop.open(page, kind, path, options)
  const happens = (name: string, ref: string | null = null) =>
    page.evaluate(([name, ref]) => (window as unknown as Loaded).howlikely('trigger', name, { ref }), [
      name,
      ref,
    ] as const)
  const follow = async (path: string) => {
    await page.getByRole('link', { name: path, exact: true }).click()
    await page.getByRole('heading', { name: path, exact: true }).waitFor()
  }
  const waiting = async () => ((await explain(page)) as unknown as { waiting: unknown[] }).waiting.length
  const expectNotAsked = async () => expect(await survey(page).count()).toBe(0)
  /** The card's files are there, and yet it waits: for this rule. */
  const expectHeld = async (rule: string) => {
    const isLoaded = () =>
      performance.getEntriesByType('resource').some(({ name }) => /\/survey\./.test(name))
    await expect.poll(() => page.evaluate(isLoaded)).toBe(true)
    await expect.poll(() => whyNot(page, 'checkout')).toContain(rule)
    expect(await waiting()).toBe(1)
    await expectNotAsked()
  }
  const tell = (type: string, isHidden = false) =>
    page.evaluate(
      ([type, isHidden]) => {
        Object.defineProperty(Document.prototype, 'hidden', { configurable: true, get: () => isHidden })
        document.dispatchEvent(new Event(type, { bubbles: true }))
      },
      [type, isHidden] as const,
    )

  test('asks when the visitor has stopped typing, and not before', async () => {
    await open('/shelf')
    await page.getByRole('textbox').fill('kettle')
    await happens('checkout')
    await expectHeld('moment')

    await page.getByRole('textbox').blur()
    await expectAsked(page)
  })

  test('asks when a modal dialog is closed, and not before', async () => {
    await open('/shelf')
    await page.getByRole('button', { name: 'Open' }).click()
    await happens('checkout')
    await expectHeld('moment')

    await page.getByRole('button', { name: 'Shut' }).click()
    await expectAsked(page)
  })

  test('asks when the page is seen and no longer printed, and not before', async () => {
    await open('/shelf')
    // Driven browsers show every page, and print none.
    await tell('visibilitychange', true)
    await happens('checkout')
    await expectHeld('moment')
    await tell('beforeprint')
    await tell('visibilitychange')
    await expectHeld('moment')

    await tell('afterprint')
    await expectAsked(page)
  })

  test('asks on the page after the payment about what happened there, though nobody clicks', async () => {
    await open('/payment', { never: ['/payment'] })
    await happens('checkout', 'A-1')
    await expect.poll(waiting).toBe(1)
    await page.getByRole('button', { name: 'Pay' }).click()
    await page.getByRole('heading', { name: '/thank-you' }).waitFor()

    await expectAsked(page)
  })

  test('asks nobody on the payment’s page while the visitor stays there', async () => {
    await open('/payment', { never: ['/payment'] })
    await happens('checkout')
    await expectHeld('never')
    await page.getByRole('heading').click()
    await expectHeld('never')
  })

  test('asks on the next page about a purchase on the one before', async () => {
    await open('/thank-you', { delay: '2s' })
    await happens('checkout', 'A-1')
    await expect.poll(waiting).toBe(1)
    await follow('/shelf')

    await expectAsked(page)
    expect(await waiting()).toBe(0)
  })

  test('asks on a later day, unless something cancels that on another page', async () => {
    const surveys = [
      { id: 'checkout', trigger: 'checkout', after: '7d', carryOver: '3w', cancelOn: ['refund'] },
    ]
    await open('/thank-you', { surveys })
    await happens('checkout', 'A-1')
    await expect.poll(waiting).toBe(1)
    await follow('/orders')
    await happens('refund')
    await expect.poll(waiting).toBe(0)
    await happens('checkout', 'A-2')
    await expect.poll(waiting).toBe(1)
    await expectNotAsked()
    await setClock(7 * day)
    await page.reload()

    await expectAsked(page)
  })

  test.each(['before the tag has run', 'after it'])(
    '%s: asks nobody on a page that is only prepared, and then as on any other',
    async when => {
      // Gecko prepares no pages, and a driven Blink shows none that it has prepared.
      await page.addInitScript(() => {
        let isPrepared = true
        Object.defineProperty(document, 'prerendering', { get: () => isPrepared })
        addEventListener('visited', () => {
          isPrepared = false
          document.dispatchEvent(new Event('prerenderingchange'))
        })
      })
      if (when === 'before the tag has run')
        await page.addInitScript(() => {
          Object.assign(window, { howlikely: { q: [['trigger', 'checkout']] } })
        })
      const fetched: string[] = []
      context.on('request', request => fetched.push(request.url()))
      await open('/thank-you', { minPages: 1 })
      await whenQuiet(page)
      if (when === 'after it')
        await page.evaluate(() => void (window as unknown as Loaded).howlikely('trigger', 'checkout'))
      await whenQuiet(page)
      expect(fetched.filter(url => url.includes('/widget/'))).toEqual([`${shop.url}/widget/howlikely.js`])
      expect(await page.evaluate(() => localStorage.length)).toBe(0)

      await page.evaluate(() => dispatchEvent(new Event('visited')))
      await expectAsked(page)
    },
  )

  describe('an open survey', () => {
    const responseId = () =>
      page.evaluate(() => JSON.parse(sessionStorage.getItem('howlikely:main:open') ?? '{}').record?.id)
    const expectKept = async (id: string) => {
      await expectAsked(page)
      await expect.poll(() => survey(page).getByRole('textbox').inputValue()).toBe('Fast')
      expect(await survey(page).getByRole('radio', { name: '9', exact: true }).isChecked()).toBe(true)
      expect(await responseId()).toBe(id)
    }
    const begin = async () => {
      await open('/thank-you')
      await happens('checkout', 'A-1')
      await expectAsked(page)
      await choose(page, 9)
      await survey(page).getByRole('textbox').fill('Fast')
      return responseId()
    }
    const of = (id: string) => shop.received.filter(record => record.id === id)

    test('continues after a reload, on the next page, back and forth, as the same response', async () => {
      // On the way back such a page is reloaded; drivers never hear about one from the back-forward cache.
      await page.addInitScript(() => addEventListener('unload', () => {}))
      const id = await begin()
      await page.reload()
      await expectKept(id)
      await follow('/shelf')
      await expectKept(id)
      await page.goBack()
      await expectKept(id)
      await page.goForward()
      await expectKept(id)
      await survey(page).getByRole('button', { name: 'Send' }).click()

      await expect.poll(() => of(id).at(-1)).toMatchObject({ state: 'answered', score: 9, reason: 'Fast' })
    })

    test('has ended if the visitor comes back too late: its score counts, its text is never sent', async () => {
      const id = await begin()
      await page.goto('about:blank')
      await expect.poll(() => of(id).length).toBe(1)
      await setClock(31 * minute)
      await page.goto(`${shop.url}/shelf`)
      await expect.poll(responseId).toBeUndefined()
      await explain(page)

      await expectNotAsked()
      // Whether the first message arrived the page that sent it may not have heard.
      const told = of(id).map(({ state, score, reason }) => [state, score, reason])
      expect(new Set(told.map(String))).toEqual(new Set(['scored,9,']))
    })
  })
})
