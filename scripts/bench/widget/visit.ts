import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import type { Bench } from './measure.ts'
import { installWatch } from './watch.ts'

/** A new visitor, with nothing stored or cached. */
export interface Visitor {
  context: BrowserContext
  origin: string
}

/** How long a page is left alone so that its own work is over, in ms. */
const quiet = 300
/** How long to wait for a survey at most, in ms. */
const patience = 30_000

/** The factor by which the processor is slowed down in some measures. */
const slowProcessor = 4

export async function asNewVisitor<Result>(
  { browser, origin }: Bench,
  visit: (visitor: Visitor) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext()
  context.setDefaultTimeout(patience)
  try {
    return await visit({ context, origin })
  } finally {
    await context.close()
  }
}

/** An empty page with a session of Chromium's DevTools protocol. */
export async function newPage({ context }: Visitor): Promise<{ page: Page; session: CDPSession }> {
  const page = await context.newPage()
  return { page, session: await context.newCDPSession(page) }
}

export async function newWatchedPage(visitor: Visitor): Promise<{ page: Page; session: CDPSession }> {
  const opened = await newPage(visitor)
  await opened.page.addInitScript(installWatch)
  return opened
}

export async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowProcessor })
}

/** Opens a page, and waits until it has loaded and become idle. */
export async function openSettled(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' })
  await settle(page)
}

/** Waits until a page has been idle for a while. */
export async function settle(page: Page): Promise<void> {
  await untilIdle(page)
  await sleep(quiet)
  await untilIdle(page)
}

const untilIdle = (page: Page) => page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)))

/** Runs the trigger; resolves to the ms from it until the question was painted. */
export function ask(page: Page, trigger: string): Promise<number> {
  return withPatience(page.evaluate<number>(`benchWatch.untilAsked(() => ${trigger})`), page)
}

/** The result of an evaluation in a page, or an error if it takes too long. */
export async function withPatience<Value>(evaluation: Promise<Value>, page: Page): Promise<Value> {
  const giveUp = new AbortController()
  const tooLong = sleep(patience, undefined, { signal: giveUp.signal }).then(
    () => {
      throw new Error(`${new URL(page.url()).pathname}: nothing was painted within ${patience / 1000} s.`)
    },
    () => new Promise<never>(() => {}),
  )
  try {
    return await Promise.race([evaluation, tooLong])
  } finally {
    giveUp.abort()
  }
}
