import type { Browser, BrowserContext } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, sharedBrowser } from '../../support/engines.ts'
import { openFieldPage } from '../a-page.ts'
import { answerByClicks, answerByKeys, expectDelivered, watchTroubles } from './carried.ts'
import { scriptedPages } from './scripts.ts'

describe.each(enginesFor('carried-scripts'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let troubles: readonly string[]

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    troubles = watchTroubles(context)
  })
  afterEach(() => context.close())

  describe.each(scriptedPages)('on a page with $name', ({ settings, isReady, expectWorks }) => {
    const open = async () => {
      const opened = await openFieldPage(context, settings())
      await opened.page.waitForFunction(isReady)
      return opened
    }

    test.each([
      ['by clicks', answerByClicks],
      ['by keys', answerByKeys],
    ])('a visitor is asked, and answers %s; the page works as before', async (_how, answer) => {
      const opened = await open()
      const ref = await opened.buy()
      await opened.expectCard()
      await answer(opened)

      await expectDelivered(opened, ref)
      await expectWorks(opened.page)
      expect(troubles).toEqual([])
    })

    test('a card waits for a modal, goes on after a reload, and can be read', async () => {
      const { page, buy, expectCard, expectNoCard, write, expectWritten, card } = await open()
      await buy()
      await expectCard()
      await write()
      await page.evaluate(() => {
        const dialog = document.createElement('dialog')
        document.body.append(dialog)
        dialog.showModal()
      })
      await expectNoCard()
      await page.reload()
      await expectWritten()

      expect(await card().evaluate(contrast)).toBeGreaterThan(4.5)
      await expectWorks(page)
      expect(troubles).toEqual([])
    })
  })
})

/** The contrast between the question and the card, as WCAG defines it. */
function contrast(card: Element): number {
  const luminance = (colour: string) => {
    const context = document.createElement('canvas').getContext('2d')
    if (!context) return 0
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(part => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const question = card.querySelector('legend,h2') ?? card
  const pair = [getComputedStyle(question).color, getComputedStyle(card).backgroundColor].map(luminance)
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
}
