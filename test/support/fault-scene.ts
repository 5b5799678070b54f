import type { Browser, BrowserContext, Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { type Engine, sharedBrowser } from './engines.ts'
import { outbox } from './outbox.ts'
import { counted, type Recorder, startRecorder } from './recorder.ts'
import { shiftClock } from './shifted-clock.ts'
import { type RunningShop, startShop } from './shop.ts'
import { explain } from './visitor.ts'

/** One visitor's browser, the shop, and an endpoint that misbehaves when told; new for each test. */
export interface FaultScene {
  readonly shop: RunningShop
  readonly recorder: Recorder
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  /** Sets the visitor's clock, by milliseconds from the real one. */
  setClock(ms: number): Promise<void>
  /** Leaves the page, and views another one when the clock says otherwise; resolves when all that could send is awake. */
  comeBack(clock: number): Promise<void>
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Registers what makes and clears a scene around each test of a block. */
export function faultScene(engine: Engine): FaultScene {
  let browser: Browser
  let shop: RunningShop
  let recorder: Recorder
  let context: BrowserContext
  let page: Page
  let setClock: (ms: number) => Promise<void>

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    recorder = await startRecorder()
    shop = await startShop(recorder.url)
    context = await browser.newContext()
    setClock = await shiftClock(context, shop.url)
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await shop.stop()
    await recorder.stop()
  })

  return {
    get shop() {
      return shop
    },
    get recorder() {
      return recorder
    },
    get browser() {
      return browser
    },
    get context() {
      return context
    },
    get page() {
      return page
    },
    setClock: ms => setClock(ms),
    async comeBack(clock) {
      await page.goto('about:blank')
      await setClock(clock)
      await page.goto(shop.home())
      await explain(page)
    },
  }
}

/** Waits until the endpoint has exactly these responses, each counted once. */
export const expectCounted = (recorder: Recorder, ...expected: object[]): Promise<void> =>
  expect
    .poll(() => counted(recorder.received), { timeout: 15_000 })
    .toEqual(expected.map(one => expect.objectContaining(one)))

/** Waits until nothing more is to be sent from this browser. */
export const expectNothingWaits = (page: Page): Promise<void> =>
  expect.poll(() => outbox(page), { timeout: 15_000 }).toEqual([])

/** Waits until the page has tried, and the endpoint's status is noted with what waits; 0 for no answer. */
export const expectTried = (page: Page, status: number): Promise<void> =>
  expect.poll(() => outbox(page), { timeout: 15_000 }).toEqual([expect.objectContaining({ status })])

/** What the endpoint has not accepted stays in the outbox, complete. */
export const expectKept = (page: Page, record: object): Promise<void> =>
  expect
    .poll(() => outbox(page), { timeout: 15_000 })
    .toEqual([expect.objectContaining({ record: expect.objectContaining(record) })])

/** Dice that always fall so low that every back-off is over at once. */
export const retryAtOnce = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    Math.random = () => 0.02
  })

/** Dice that make every back-off as long as it can be. */
export const retryLate = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    Math.random = () => 0.999
  })
