import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  openWatched,
  type PageSettings,
  type RunningPages,
  startPages,
  type Troubles,
} from '../support/bare-page.ts'
import { engines, isAskedOf, sharedBrowser } from '../support/engines.ts'
import { answer, expectAsked, survey, whenQuiet } from '../support/visitor.ts'

const strict = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
const nonced = "default-src 'none'; script-src 'nonce-r4nd0m'; style-src 'nonce-r4nd0m'; connect-src 'self'"
const types = "require-trusted-types-for 'script'"
const withNonce = { nonce: 'r4nd0m' }

const policies: [name: string, settings: PageSettings][] = [
  ['a strict policy with Trusted Types', { policy: `${strict}; ${types}` }],
  ['the same, our policy alone allowed', { policy: `${strict}; ${types}; trusted-types howlikely` }],
  ['a nonce with Trusted Types', { policy: `${nonced}; ${types}; trusted-types howlikely`, tag: withNonce }],
  [
    'strict-dynamic',
    {
      policy: `default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; connect-src 'self'; ${types}`,
      tag: withNonce,
    },
  ],
  [
    'no Trusted Types policy at all, with the full file',
    { policy: `${strict}; ${types}; trusted-types 'none'`, file: 'howlikely.full.js' },
  ],
]

/** Less strict than some of the others. */
const milder: typeof policies = [
  ['a strict policy', { policy: strict }],
  ['a nonce', { policy: nonced, tag: withNonce }],
]

let pages: RunningPages

beforeAll(async () => {
  pages = await startPages()
})
afterAll(() => pages.stop())

describe.each(engines)('in %s', engine => {
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
  })
  afterEach(() => context.close())

  const trigger = { 'data-trigger': 'checkout', 'data-ref': 'A-1' }
  const visit = (settings: PageSettings) =>
    page.goto(pages.page({ ...settings, tag: { ...trigger, ...settings.tag } }))
  const quiet = { violations: [], uncaught: [], console: [] }

  test.each(isAskedOf(engine, 'more-of-the-same') ? [...policies, ...milder] : policies)(
    'under %s the visitor is asked and the answer arrives, with no violation',
    async (_name, settings) => {
      const before = pages.received.length
      await visit(settings)
      await expectAsked(page)
      await answer(page, 9, 'Fast delivery')

      await expect.poll(() => pages.received.length).toBe(before + 1)
      expect(pages.received.at(-1)).toMatchObject({ state: 'answered', score: 9, reason: 'Fast delivery' })
      const box = await survey(page).boundingBox()
      // Without its style sheet the card would be in the page's flow, and as wide as the page.
      expect(box?.width).toBeLessThan(600)
      expect(await troubles()).toEqual(quiet)
    },
  )

  test('under the same policies a violation would be seen', async () => {
    await page.goto(
      pages.page({
        policy: strict,
        head: '<style>h1 { color: red }</style>',
        body: '<h1 style="color: red" onclick="alert(1)">Red</h1>',
      }),
    )

    await expect.poll(async () => (await troubles()).violations.length).toBeGreaterThan(1)
  })

  test('if no Trusted Types policy may be created and the parts are separate files, nobody is asked, and the page does not notice', async () => {
    await visit({ policy: `${strict}; ${types}; trusted-types 'none'` })
    await whenQuiet(page)

    const { violations, uncaught } = await troubles()
    expect(uncaught).toEqual([])
    // The browser tells the page's owner, and nobody else.
    expect(new Set(violations)).toEqual(
      new Set(violations.length > 0 ? ['trusted-types trusted-types-policy'] : []),
    )
    expect(await survey(page).count()).toBe(0)
    expect(await page.locator('how-likely-panel').count()).toBe(0)
  })

  test('if the endpoint is not allowed, the visitor is told and the answer is kept', async () => {
    await visit({ policy: strict.replace("connect-src 'self'", "connect-src 'none'") })
    await expectAsked(page)
    await survey(page).getByRole('radio', { name: '9', exact: true }).check({ force: true })
    await survey(page).getByRole('button', { name: 'Send' }).click()

    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).filter(key => key.includes(':out:')).length))
      .toBe(1)
    expect((await troubles()).uncaught).toEqual([])
  })

  test.each(['skip', 'ask'])(
    'in a sandbox without an origin, which has neither storage nor locks, nobody is asked, silently (%s)',
    async withoutMemory => {
      const policy = `${strict}; sandbox allow-scripts`.replaceAll("'self'", '*')
      await visit({ policy, tag: { 'data-without-memory': withoutMemory } })
      await whenQuiet(page)

      expect(await survey(page).count()).toBe(0)
      expect(await troubles()).toEqual(quiet)
    },
  )

  test('a frame of another origin asks nobody; one of the site’s own origin does', async () => {
    const framed = pages.page({ tag: trigger })
    const shell = (address: string, sandbox: string) =>
      page.goto(
        pages.page({
          tag: { 'data-enabled': 'false' },
          body: `<iframe ${sandbox} src="${address}"></iframe>`,
        }),
      )
    const inFrame = page.frameLocator('iframe').getByRole('dialog')

    await shell(framed, 'sandbox="allow-scripts"')
    await whenQuiet(page)
    expect(await inFrame.count()).toBe(0)
    await shell(framed.replace('127.0.0.1', 'localhost'), '')
    await whenQuiet(page)
    expect(await inFrame.count()).toBe(0)
    expect(await troubles()).toEqual(quiet)

    await shell(framed, '')
    await inFrame.waitFor()
  })
})
