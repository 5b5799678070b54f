import type { Browser, BrowserContext, Page } from 'playwright'
import { newProfile } from '../support/profile.ts'
import { shiftClock } from '../support/shifted-clock.ts'
import { blockStorage } from '../support/storage-faults.ts'
import type { Schedule } from './schedule.ts'

/** A visitor's browser, with what can be done to it. */
export interface FaultVisitor {
  /** The tab in use, or a new one. */
  tab(): Promise<Page>
  /** Opens another tab. */
  newTab(): Promise<Page>
  /** Closes every tab except the current one. */
  closeOtherTabs(): Promise<void>
  /** Closes every tab, as a visitor does. */
  closeTabs(): Promise<void>
  /** Sets the clock, by milliseconds from the real one. */
  setClock(ms: number): Promise<void>
  setOffline(isOffline: boolean): Promise<void>
  crashTab(): Promise<void>
  /** Kills the browser (kill -9) as soon as `isStored` accepts what is on its disk; it restarts with the next tab. */
  kill(isStored: (hasStored: (words: string) => boolean) => boolean): Promise<void>
  leave(): Promise<void>
}

/** Milliseconds; what a page waits for an endpoint's answer is cut to this twentieth, and a tab's end is no longer. */
const patience = 20
const longestEnd = 10_000

/** @param url the site's, whose clock is to be set */
export function newFaultVisitor(schedule: Schedule, browser: Browser, url: string): FaultVisitor {
  const profile = schedule.visits.some(({ departure }) => departure === 'browser killed')
    ? newProfile()
    : undefined
  let clock = 0
  let opened: { context: BrowserContext; setClock(ms: number): Promise<void> } | undefined
  let tabs: Page[] = []

  const open = async () => {
    if (opened) return opened
    const context = profile ? await profile.open() : await browser.newContext()
    await prepare(context, schedule)
    opened = { context, setClock: await shiftClock(context, url) }
    await opened.setClock(clock)
    return opened
  }
  const newTab = async () => {
    const { context } = await open()
    const tab = await context.newPage()
    tabs.push(tab)
    return tab
  }

  return {
    newTab,
    tab: async () => tabs.at(-1) ?? newTab(),
    async closeOtherTabs() {
      await Promise.all(tabs.slice(0, -1).map(closeTab))
      tabs = tabs.slice(-1)
    },
    async closeTabs() {
      await Promise.all(tabs.map(closeTab))
      tabs = []
    },
    async setClock(ms) {
      clock = ms
      await (await open()).setClock(ms)
    },
    async setOffline(isOffline) {
      await (await open()).context.setOffline(isOffline)
    },
    async crashTab() {
      const tab = tabs.pop()
      if (!tab) throw new Error('No tab is open.')
      const session = await tab.context().newCDPSession(tab)
      session.send('Page.crash').catch(() => {}) // Nobody is left to answer it.
      await tab.waitForEvent('crash')
      await tab.close()
    },
    async kill(isStored) {
      if (!profile) throw new Error('This browser is not the visitor’s own.')
      // Chromium writes local storage to disk up to five seconds after the page did.
      await until(() => isStored(profile.hasStored), 15_000)
      await profile.kill()
      opened = undefined
      tabs = []
    },
    async leave() {
      if (profile) await profile.remove()
      else await opened?.context.close()
    },
  }
}

/** As a visitor closes it: the page may do its last work. */
async function closeTab(tab: Page): Promise<void> {
  if (tab.isClosed()) return
  await Promise.all([
    tab.waitForEvent('close', { timeout: longestEnd }),
    tab.close({ runBeforeUnload: true }),
  ])
}

async function prepare(context: BrowserContext, { storage, backOff }: Schedule): Promise<void> {
  await context.addInitScript(
    ({ patience, dice }) => {
      const timeout = AbortSignal.timeout.bind(AbortSignal)
      AbortSignal.timeout = ms => timeout(ms / patience)
      Math.random = () => dice
    },
    { patience, dice: backOff === 'short' ? 0.02 : 0.999 },
  )
  if (storage === 'blocked') await blockStorage(context)
}

/** Waits until something holds; resolves to whether it did in time. */
export async function until(holds: () => boolean | Promise<boolean>, most: number): Promise<boolean> {
  const end = Date.now() + most
  while (!(await holds())) {
    if (Date.now() > end) return false
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  return true
}
