import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { page as docsPage, nameIn, tableUnder } from '../docs/pages.ts'
import { type RunningPages, startPages } from '../support/bare-page.ts'
import { type Engine, enginesFor, sharedBrowser } from '../support/engines.ts'
import { answer, choose, expectAsked, survey, whenQuiet } from '../support/visitor.ts'

const modes = ['local', 'cookie', 'session', 'none'] as const
type Mode = (typeof modes)[number]

/** A row of the table in docs/privacy.md: where a name is stored in each mode of the option `storage`. */
const rows = tableUnder(docsPage('docs/privacy.md'), 'What is stored').slice(1)
const documented = new Map(
  rows.map(([name = '', ...cells]) => [
    nameIn(name),
    Object.fromEntries(modes.map((mode, column) => [mode, cells[column]])),
  ]),
)

/** Stored only if a collector is asked, and by a server. Of these engines, only Firefox has the lease. */
const elsewhere = /: (collector|howlikely_main_s)$/

/** Where the table says that names are kept in a mode, sorted. */
const expectedIn = (mode: Mode, engine: Engine): string[] =>
  [...documented]
    .flatMap(([name, kept]) => (kept[mode] === '–' ? [] : `${kept[mode]}: ${name}`))
    .filter(entry => !elsewhere.test(entry) && (engine === 'firefox' || !entry.endsWith(': lease')))
    .sort()

/** Notes every name that is ever written, and where, but not the values. */
const watchStorage = (page: Page) =>
  page.addInitScript(() => {
    const note = (entry: string) => {
      const noted = new Set((window.name || '[]').startsWith('[') ? JSON.parse(window.name || '[]') : [])
      // A window's name outlives its pages, and no storage has to be written for it.
      window.name = JSON.stringify([...noted.add(entry)])
    }
    const { setItem } = Storage.prototype
    Storage.prototype.setItem = function (key, value) {
      note(`${this === localStorage ? 'local' : 'session'}: ${key}`)
      setItem.call(this, key, value)
    }
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
    Object.defineProperty(Document.prototype, 'cookie', {
      get: () => cookie?.get?.call(document),
      set(text: string) {
        note(`cookie: ${text.split('=')[0]}`)
        cookie?.set?.call(document, text)
      },
    })
    const { open } = IDBFactory.prototype
    IDBFactory.prototype.open = function (...given) {
      note(`database: ${given[0]}`)
      return open.apply(this, given)
    }
    if (!('CacheStorage' in window)) return
    const { open: openCache } = CacheStorage.prototype
    CacheStorage.prototype.open = function (name) {
      note(`cache: ${name}`)
      return openCache.call(this, name)
    }
  })

let pages: RunningPages

beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(enginesFor('privacy'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    page = await context.newPage()
    await watchStorage(page)
  })
  afterEach(() => context.close())

  /** Everything written so far, in the table's terms. */
  const written = async (): Promise<string[]> => {
    const noted: string[] = JSON.parse((await page.evaluate(() => window.name)) || '[]')
    const names = noted.map(entry => entry.replace('howlikely:main:', '').replace(/out:.*/, 'out:'))
    return [...new Set(names)].sort()
  }
  const stored = () =>
    page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie])
  const command = (...call: unknown[]) =>
    page.evaluate(
      given => (window as unknown as { howlikely(...call: unknown[]): unknown }).howlikely(...given),
      call,
    )
  const visit = (tag: Record<string, string>) => page.goto(pages.page({ tag }))
  const settled = () => whenQuiet(page)
  const closeCard = () => survey(page).getByRole('button', { name: 'Close' }).click()
  const forgetting = { 'data-without-memory': 'ask' }

  test.each(modes)(
    'with storage "%s" exactly what the table says is stored, and forget erases it',
    async mode => {
      const tag = {
        'data-storage': mode,
        ...forgetting,
        'data-trigger': 'checkout',
        'data-ref': 'A-1',
        'data-sample': '0.999999',
        'data-min-pages': '1',
        'data-visitor-id': 'true',
        'data-report': 'everything',
      }
      // A trigger waits for its delay; then, on another page, somebody is asked, chooses, and answers.
      await visit({ ...tag, 'data-delay': '1h' })
      await expect.poll(written).toContain('local: waiting')
      await command('forget')
      await visit({ ...tag, 'data-ref': 'A-2' })
      await expectAsked(page)
      await choose(page, 3)
      await expect.poll(written).toContain('session: draft')
      await answer(page, 9)
      await settled()
      // From here on nobody is asked, whether or not the decision is loaded.
      await command('trigger', 'checkout', { ref: 'A-3' })
      await settled()
      await visit({ ...tag, 'data-ref': 'A-4' })
      await settled()

      expect(await written()).toEqual(expectedIn(mode, engine))

      await command('forget')
      expect(await stored()).toEqual([''])
    },
  )

  test('after an answer has arrived, only what the table lists as kept for longer stays', async () => {
    await visit({ 'data-trigger': 'checkout', 'data-ref': 'A-1' })
    await expectAsked(page)
    await answer(page, 9)
    await closeCard()

    await expect
      .poll(async () => (await stored()).sort())
      .toEqual(['', 'howlikely:main:history', 'howlikely:main:quietUntil', 'howlikely:main:seen'])
  })

  test('with storage "none" nothing stays, unless a rule counts', async () => {
    await visit({ 'data-storage': 'none', ...forgetting, 'data-trigger': 'checkout' })
    await expectAsked(page)
    await answer(page, 9)
    await closeCard()

    await expect.poll(stored).toEqual([''])
  })

  test('a page on which nothing happens stores nothing; one with a rule that counts does', async () => {
    await visit({})
    await settled()
    expect(await written()).toEqual([])

    await visit({ 'data-min-pages': '2' })
    await expect.poll(written).toEqual(['local: seen'])
  })

  test('without consent nothing is stored, whatever the rules count', async () => {
    await visit({
      'data-consent': 'required',
      'data-trigger': 'checkout',
      'data-min-visits': '1',
      'data-sample': '0.999999',
      'data-visitor-id': 'true',
    })
    await settled()

    // The trial whether storage works is gone at once, and holds nothing.
    expect((await written()).filter(name => name !== 'local: history?')).toEqual([])
    expect(await stored()).toEqual([''])
  })

  test('no answer has an identifier, unless the site wants one', async () => {
    await visit({ 'data-trigger': 'checkout' })
    await expectAsked(page)
    await answer(page, 9)
    await expect.poll(() => pages.received.length).toBeGreaterThan(0)
    const sent = pages.received.at(-1)

    expect(sent).toMatchObject({ respondent: null, contact: null })
    expect(sent).not.toHaveProperty('visitor')
    const agent = await page.evaluate(() => navigator.userAgent)
    expect(JSON.stringify(sent)).not.toContain(agent)
    expect(JSON.stringify(sent)).not.toContain('127.0.0.1:0')
  })

  test('with a visitor id, two answers of one browser have the same, and after forget another one', async () => {
    const tag = {
      'data-trigger': 'checkout',
      'data-visitor-id': 'true',
      'data-wait-after-answer': '0',
      'data-wait-between': '0',
    }
    const visitors: unknown[] = []
    const once = async (ref: string) => {
      const before = pages.received.length
      await visit({ ...tag, 'data-ref': ref })
      await expectAsked(page)
      await answer(page, 9)
      await expect.poll(() => pages.received.length).toBe(before + 1)
      visitors.push(pages.received.at(-1)?.visitor)
      await page.evaluate(() => sessionStorage.clear())
    }
    await once('A-1')
    // At most one in a visit: this one ended long ago.
    await page.evaluate(() => {
      const key = 'howlikely:main:seen'
      const seen = (localStorage.getItem(key) ?? '').split(',').map(Number)
      localStorage.setItem(key, [seen[0], seen[1], seen[2], Date.now() - 3_600_000].join())
    })
    await once('A-2')
    await command('forget')
    await once('A-3')

    const [first, second, third] = visitors
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  test('addresses go without their queries, and the referrer as its origin', async () => {
    const address = pages.page({ tag: { 'data-trigger': 'checkout', 'data-keep-parameters': 'campaign' } })
    await page.goto(`${address}?email=anna@example.com&campaign=spring#secret`)
    await expectAsked(page)
    await answer(page, 9)
    await expect.poll(() => pages.received.at(-1)?.page.url).toContain('campaign=spring')

    expect(JSON.stringify(pages.received.at(-1))).not.toMatch(/anna|secret/)
    expect(await survey(page).count()).toBe(1)
  })
})
