import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import {
  addTag,
  type Compare,
  difference,
  inPage,
  type Picture,
  pictureOf,
  removeTag,
  stateOf,
} from '../support/hostile-page.ts'
import { type HostileSite, type Hostility, startHostileSite } from '../support/hostile-site.ts'
import { hostilities } from '../support/hostilities.ts'
import { choose, expectAsked, survey } from '../support/visitor.ts'

let site: HostileSite

beforeAll(async () => {
  site = await startHostileSite()
})
afterAll(() => site.stop())

describe.each(engines)('in %s', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watch: Watch
  /** The card as it is on a page that does nothing to it: asked, scored, thanking. */
  let plain: Picture[]

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    ;({ page, watch } = await openPage(context))
    await open({})
    plain = await goThrough(`${engine}-plain`)
  })
  afterAll(() => context.close())

  /** A page of this kind, as a browser sees it that has never been here. */
  async function open(hostility: Hostility) {
    await page.goto(site.page(hostility))
    await page.evaluate(() => {
      localStorage.clear()
      sessionStorage.clear()
    })
    watch.console.length = 0
  }

  const compare: Compare = both => page.evaluate(inPage.compare, both)

  /** Is asked, answers, and closes; with a picture of the card at each step. */
  async function goThrough(order: string): Promise<Picture[]> {
    const card = survey(page)
    await addTag(page, site.url, order, { theme: 'light' })
    await expectAsked(page)
    const pictures = [await pictureOf(card)]
    await choose(page, 9)
    await card.getByRole('textbox').fill('Fast delivery')
    // Only focus differs between a fast engine and a slow one.
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
        pictures.map((picture, at) => difference(picture, plain[at] ?? picture, compare)),
      )
      expect(differences).toEqual(['', '', ''])
      expect(await stateOf(page)).toEqual(before)
      expect(watch.console.filter(line => !line.startsWith('log'))).toEqual([])
    },
  )

  test('a card that looks otherwise would be found', async () => {
    await open({})
    await addTag(page, site.url, `${engine}-otherwise`, { theme: 'light', text: '#004' })
    await expectAsked(page)
    const [asked] = plain
    const otherwise = await pictureOf(survey(page))

    expect(asked && (await difference(otherwise, asked, compare))).toMatch(/^\d+ pixels/)
  })
})
