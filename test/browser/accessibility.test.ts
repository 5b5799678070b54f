import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contrast } from '../../src/survey/theme/contrast.ts'
import { type Shown, showStates, stateNames } from '../support/card-states.ts'
import { engines, openPage, sharedBrowser } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'
import { isThorough } from '../support/thorough.ts'

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
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced colours, black on white', { colorScheme: 'light', forcedColors: 'active' }],
  ['forced colours, white on black', { colorScheme: 'dark', forcedColors: 'active' }],
] as const

/** Each look at each size; in `npm test` each size has half of them, of the light and dark ones one, and of the others. */
const looksAt = (size: (typeof sizes)[number][0]) =>
  isThorough ? looks : looks.filter((_look, at) => (at === 1 || at === 2) === (size === '320 × 568'))

/** axe's findings in the card, both violations and cases that it cannot decide, in words. */
const findings = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations, incomplete } = await axe.run(document.querySelector('how-likely-panel') as Element, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations', 'incomplete'],
      preload: false,
    })
    return [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)
  })

/**
 * In forced colours Chromium paints text in its `color`, yet reports for `-webkit-text-fill-color` the colour without
 * them. axe would judge by that one. The painted colours are also checked, in `paintedContrast`.
 */
const judgeByColor = (page: Page) =>
  page.evaluate(() => {
    const { getPropertyValue } = CSSStyleDeclaration.prototype
    CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
      return getPropertyValue.call(this, name === '-webkit-text-fill-color' ? 'color' : name)
    }
  })

/** The contrast of the darkest and the lightest pixel of an element. */
async function paintedContrast(element: Locator): Promise<number> {
  const png = (await element.screenshot()).toString('base64')
  const extremes = await element.page().evaluate(async png => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const { width, height } = image
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context?.drawImage(image, 0, 0)
    const { data = [] } = context?.getImageData(0, 0, width, height) ?? {}
    const pixels = Array.from({ length: data.length / 4 }, (_, at) => [...data.slice(at * 4, at * 4 + 3)])
    const sum = (pixel: number[]) => pixel.reduce((one, other) => one + other, 0)
    pixels.sort((one, other) => sum(one) - sum(other))
    return [pixels[0] ?? [], pixels.at(-1) ?? []] as const
  }, png)
  return contrast(...extremes)
}

// The component tests do the same in Firefox; this is about the built files, on the page of a shop.
const one = engines.slice(0, 1)

describe.each(one)('in %s, axe finds nothing in the card', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })

  describe.each(sizes)('at %s', (size, viewport) => {
    let card: Locator
    let show: Shown['show']

    beforeAll(async () => {
      context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
      ;({ page } = await openPage(context))
      ;({ card, show } = await showStates(page, site.shop))
      await page.evaluate(axe)
      await judgeByColor(page)
    })
    afterAll(() => context.close())

    /** States that a visitor may reach, apart from those in the preview. */
    const mistakes: Readonly<Record<string, () => Promise<unknown>>> = {
      async 'no address'() {
        await show('contact')
        await card.getByRole('button', { name: 'Send' }).click()
        return card.getByRole('alert').waitFor()
      },
      async 'a reason that is too long'() {
        await show('promoter')
        await card.getByRole('textbox', { name: 'What do you like most?' }).fill('too long '.repeat(600))
        return card.getByRole('alert').waitFor()
      },
    }

    test.each(looksAt(size))('in each state, in %s', async (_look, look) => {
      await page.emulateMedia(look)
      const found: Record<string, string[]> = {}
      const judge = async (state: string) => {
        const box = await card.boundingBox()
        expect(box && box.y >= 0 && box.y + box.height <= viewport.height && box.x >= 0).toBe(true)
        const told = await findings(page)
        if (told.length) found[state] = told
      }

      for (const state of stateNames) {
        await show(state)
        await judge(state)
      }
      for (const [state, reach] of Object.entries(mistakes)) {
        await reach()
        await judge(state)
      }

      expect(found).toEqual({})
    })

    test('and in forced colours the words, the chosen score and Send are painted in the colours that axe judges', async () => {
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
      await show('promoter')
      const chosen = card.locator('.score input:checked + span')
      const other = card.locator('.score input:not(:checked) + span').first()

      for (const element of [card.locator('.score legend'), chosen, other, card.locator('.send')])
        expect(await paintedContrast(element)).toBeGreaterThanOrEqual(7)
      // Unlike the others, it is filled.
      const fill = (element: Locator) => element.evaluate(it => getComputedStyle(it).backgroundColor)
      expect(await fill(chosen)).not.toBe(await fill(other))
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
    await context.close()
  })
})
