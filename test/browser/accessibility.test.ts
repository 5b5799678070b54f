import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { showStates, stateNames } from '../support/card-states.ts'
import { engines, launch, openPage } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.stop())

const sizes = [
  ['1280 × 800', { width: 1280, height: 800 }],
  ['320 × 568', { width: 320, height: 568 }],
] as const

const looks = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
] as const

/** What axe finds in the card, broken or not to be decided, in words. */
const findings = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations, incomplete } = await axe.run(document.querySelector('how-likely-panel') as Element, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)
  })

// The component tests do the same in Firefox; this is about the built files, on the page of a shop.
const one = engines.slice(0, 1)

describe.each(one)('in %s, axe finds nothing in the card', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    browser = await launch(engine)
  })
  afterAll(() => browser.close())
  afterEach(() => context.close())

  describe.each(sizes)('at %s', (_size, viewport) => {
    test.each(looks)('in each state, in %s', async (_look, look) => {
      context = await browser.newContext({ viewport })
      ;({ page } = await openPage(context))
      await page.emulateMedia({ ...look, reducedMotion: 'reduce' })
      const { card, show } = await showStates(page, site.shop)
      await page.evaluate(axe)

      const found: Record<string, string[]> = {}
      for (const state of stateNames) {
        await show(state)
        const box = await card.boundingBox()
        expect(box && box.y >= 0 && box.y + box.height <= viewport.height && box.x >= 0).toBe(true)
        const told = await findings(page)
        if (told.length) found[state] = told
      }

      expect(found).toEqual({})
    })
  })

  test('but it finds words that are too faint', async () => {
    context = await browser.newContext()
    ;({ page } = await openPage(context))
    await showStates(page, site.shop)
    await page.evaluate(axe)
    await page.evaluate(() => {
      const legend = document.querySelector('how-likely-panel')?.shadowRoot?.querySelector('legend')
      if (legend) legend.style.color = '#ddd'
    })

    expect(await findings(page)).toMatchObject([expect.stringMatching(/^color-contrast/)])
  })
})
