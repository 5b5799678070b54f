import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, isAskedOf, sharedBrowser } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'
import { tries } from '../support/thorough.ts'
import { answer, enter, expectAsked, explain, survey, whyNot } from '../support/visitor.ts'

/** Races between two tabs, per engine. */
const races = tries(5, 100)

interface Loaded {
  howlikely(command: string, ...details: unknown[]): Promise<{ waiting: unknown[] }>
}

const tell = (page: Page, ...call: unknown[]) =>
  page.evaluate(([command, ...details]) => {
    const { howlikely } = window as unknown as Loaded
    return howlikely(command as string, ...details)
  }, call)

const trigger = (page: Page, name: string, ref: string) => tell(page, 'trigger', name, { ref })

/** How many triggers still wait for their moment, in any tab. */
const waiting = async (page: Page) => (await tell(page, 'explain')).waiting.length

const askings = (page: Page): Promise<number> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('howlikely:main:history') ?? '{}').askings?.length ?? 0)

/** Triggers again and again until the visitor is asked; if it fails, it says which rules forbid it. */
async function expectAskedInTheEnd(page: Page): Promise<void> {
  let tickets = 1
  const whyNotYet = async () => {
    tickets += 1
    await trigger(page, 'support', `T-${tickets}`)
    if ((await survey(page).count()) === 1) return 'asked'
    const { waiting, surveys } = await explain(page)
    const against = surveys.map(({ id, rules }) => [id, ...rules.filter(({ pass }) => !pass)])
    return JSON.stringify({ against, waiting })
  }
  await expect.poll(whyNotYet, { timeout: 20_000, interval: 500 }).toBe('asked')
}

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.stop())

describe.each(engines)('in %s, two tabs of a site', engine => {
  let browser: Browser
  let context: BrowserContext
  let first: Page
  let second: Page

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    first = await context.newPage()
    second = await context.newPage()
  })
  afterEach(() => context.close())

  const open = async (more = '') => {
    await enter(first, site.shop, more)
    await enter(second, site.shop, more)
  }
  /** Only that the first shows a survey keeps the second from it: no wait does, nor that a visit has one survey. */
  const openWithoutRules = async () => {
    const withoutWaits = '&tag-wait-between=0&tag-wait-after-ignored=0'
    await enter(first, site.shop, withoutWaits)
    await trigger(first, 'checkout', 'A-1')
    await expectAsked(first)
    await first.evaluate(() => localStorage.removeItem('howlikely:main:seen'))
    await enter(second, site.shop, withoutWaits)
    expect(await second.evaluate(() => localStorage.getItem('howlikely:main:seen'))).toBeNull()
  }
  const shown = async () => (await survey(first).count()) + (await survey(second).count())

  const race = async (times: number) => {
    await open()
    for (let one = 0; one < times; one++) {
      await Promise.all([trigger(first, 'checkout', `F-${one}`), trigger(second, 'checkout', `S-${one}`)])
      await Promise.any([expectAsked(first), expectAsked(second)])
      // What the other has explained since it has decided.
      await Promise.all([tell(first, 'explain'), tell(second, 'explain')])

      expect([one, await shown(), await askings(first)]).toEqual([one, 1, 1])
      // One after the other: tabs in different processes learn late what another has erased.
      await tell(first, 'forget')
      await expect.poll(() => second.evaluate(() => localStorage.length)).toBe(0)
      await tell(second, 'forget')
      expect(await shown()).toBe(0)
    }
  }

  test(
    `in which the same happens at once show one survey, ${races} times`,
    {
      timeout: 240_000,
    },
    () => race(races),
  )

  test('show one also on pages without TLS, where browsers have no locks', async () => {
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }),
    )
    await race(3)
  })

  test('an answer in the one is known in the other', async () => {
    await open()
    await trigger(first, 'checkout', 'A-1')
    await expectAsked(first)
    await answer(first, 9)
    await trigger(second, 'checkout', 'A-2')

    expect(await whyNot(second, 'checkout')).toEqual(
      expect.arrayContaining(['wait-after-answer', 'wait-between', 'session']),
    )
    expect(await survey(second).count()).toBe(0)
  })

  test('while one shows a survey, the other shows none, but may once the first is gone', async () => {
    await openWithoutRules()
    await trigger(second, 'support', 'T-1')
    await expect.poll(() => waiting(second)).toBe(0)
    expect(await survey(second).count()).toBe(0)

    await first.close({ runBeforeUnload: false })
    // Without a lock, a page that goes away silently keeps the right for ten more seconds.
    await expectAskedInTheEnd(second)
  })

  if (engine === 'chromium') {
    test('a tab whose process has crashed doesn’t hold the other back', async () => {
      await openWithoutRules()
      const crashed = first.waitForEvent('crash')
      first.goto('chrome://crash').catch(() => {})
      await crashed

      // The browser frees a lock a moment after its tab has crashed.
      await expectAskedInTheEnd(second)
    })
  }

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('closing it in the one is known in the other', async () => {
      await open()
      await trigger(first, 'checkout', 'A-1')
      await expectAsked(first)
      await survey(first).getByRole('button', { name: 'Close' }).click()
      await trigger(second, 'checkout', 'A-2')

      expect(await whyNot(second, 'checkout')).toEqual(
        expect.arrayContaining(['wait-after-dismissal', 'wait-between']),
      )
    })
  }
})
