import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { engines, launch, openPage, type Watch } from '../support/engines.ts'
import { addTag, difference, type Picture, pictureOf, removeTag, stateOf } from '../support/hostile-page.ts'
import { type HostileSite, type Hostility, startHostileSite } from '../support/hostile-site.ts'
import { choose, expectAsked, survey } from '../support/visitor.ts'

let site: HostileSite

beforeAll(async () => {
  site = await startHostileSite()
})
afterAll(() => site.stop())

const everythingGone = `
  display: none !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important;
  position: static !important; z-index: -1 !important; width: 1px !important; height: 1px !important;
  overflow: hidden !important; clip-path: inset(50%) !important; color: red !important; background: lime !important;
  transform: scale(0.1) rotate(3deg) !important; filter: invert(1) !important; margin: 90px !important;`

const wall = (z: number) =>
  `<div style="position: fixed; inset: 0; z-index: ${z}; background: rgb(0 0 0 / 4%); pointer-events: none"></div>`

const hostilities: [string, Hostility][] = [
  ['resets everything', { css: '* { all: unset } style, script, head, title { display: none }' }],
  [
    'hides every kind of element that a widget is made of',
    {
      css: 'button, fieldset, legend, label, textarea, section, svg, [role="dialog"] { display: none !important }',
    },
  ],
  [
    'gives every element a look by !important',
    {
      css: `* { box-sizing: content-box !important; letter-spacing: 0.2em !important; text-transform: uppercase !important;
        text-align: right !important; font: italic 30px fantasy !important; line-height: 0.8 !important; color: red !important;
        background: yellow !important; border: 3px dashed red !important; user-select: none !important; cursor: wait !important;
        text-shadow: 2px 2px red !important; word-spacing: 1em !important; text-indent: 3em !important; float: left !important }`,
    },
  ],
  ['does away with whatever else is in the body', { css: `body > :not(h1, p, div) { ${everythingGone} }` }],
  ['does away with it by its name', { css: `how-likely-panel { ${everythingGone} }` }],
  ['lays walls over everything', { more: wall(2147483647) + wall(2147483647) }],
  ['has a base elsewhere', { head: '<base href="https://elsewhere.example/deep/down/" target="_top">' }],
  [
    'transforms its body and clips it',
    {
      css: `html { overflow: hidden; height: 100% } body { transform: scale(0.9) translateX(40px); overflow: hidden;
        height: 400px; perspective: 100px; filter: sepia(0.4); contain: layout paint; will-change: transform }`,
    },
  ],
  [
    'fixes its body',
    { css: 'body { position: fixed; top: -40px; width: 60%; opacity: 0.5; clip-path: inset(10px) }' },
  ],
  ['is in quirks mode', { hasDoctype: false }],
  ['names no character set', { charset: null }],
  ['has a root font of 62.5 %', { css: 'html { font-size: 62.5% } body { font-size: 1.6rem }' }],
  ['has a root font of 40 pixels', { css: 'html { font-size: 40px }' }],
  ['is written from right to left', { html: 'dir="rtl"' }],
  ['is dark by its own word', { css: ':root { color-scheme: dark; background: #111; color: #eee }' }],
  [
    'has custom properties of the same plain names',
    {
      css: `:root, * { --surface: red; --text: red; --accent: red; --muted: red; --edge: red; --line: red; --soft: red;
        --radius: 0; --small: 0; --font: fantasy; --offset: 90px; --keyboard: 90px; --bottom: 90px }`,
    },
  ],
  ['loads MooTools', { libraries: ['mootools/lib/mootools-core-1.5.2-server.js'] }],
  [
    'loads Sugar, extending all',
    { libraries: ['sugar/dist/sugar.js'], run: 'Sugar.extend({ objectPrototype: true })' },
  ],
  ['loads should, on Object.prototype', { libraries: ['should/should.js'] }],
]

// Stock Firefox, driven as it is here, changes pages and pixels by itself from run to run.
const exact = engines.filter(engine => engine === 'firefox')

describe.each(exact)('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watch: Watch
  /** The card as it is on a page that does nothing to it: asked, scored, thanking. */
  let plain: Picture[]

  beforeAll(async () => {
    browser = await launch(engine)
    await open({})
    plain = await goThrough(`${engine}-plain`)
    await context.close()
  })
  afterAll(() => browser.close())
  afterEach(() => context.close())

  async function open(hostility: Hostility) {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    ;({ page, watch } = await openPage(context))
    await page.goto(site.page(hostility))
  }

  /** Is asked, answers, and closes; with a picture of the card at each step. */
  async function goThrough(order: string): Promise<Picture[]> {
    const card = survey(page)
    await addTag(page, site.url, order, { theme: 'light' })
    await expectAsked(page)
    const pictures = [await pictureOf(card)]
    await choose(page, 9)
    await card.getByRole('textbox').fill('Fast delivery')
    // Focus is the one thing that tells a hurried engine from a slow one.
    await page.evaluate(() =>
      (document.activeElement as HTMLElement).shadowRoot?.querySelector('textarea')?.blur(),
    )
    pictures.push(await pictureOf(card))
    await card.getByRole('button', { name: 'Send' }).click()
    await card.getByRole('heading', { name: 'Thank you!' }).waitFor()
    await page.mouse.move(0, 0)
    pictures.push(await pictureOf(card))
    await card.getByRole('button', { name: 'Close' }).click()
    await card.waitFor({ state: 'detached' })
    return pictures
  }

  test.each(hostilities)(
    'the card looks and works the same, and the page stays as it was, on a page that %s',
    async (_case, hostility) => {
      await open(hostility)
      const before = await stateOf(page)
      const order = `${engine}-${_case}`

      const pictures = await goThrough(order)
      await expect
        .poll(() => site.received.find(({ trigger }) => trigger.ref === order))
        .toMatchObject({
          state: 'answered',
          score: 9,
          reason: 'Fast delivery',
        })
      await removeTag(page)

      const differences = await Promise.all(
        pictures.map(async (picture, at) => difference(page, picture, plain[at] ?? picture)),
      )
      expect(differences).toEqual(['', '', ''])
      expect(await stateOf(page)).toEqual(before)
      expect(watch.console.filter(line => !line.startsWith('log'))).toEqual([])
    },
  )
})
