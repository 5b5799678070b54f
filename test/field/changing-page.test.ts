import type { Browser, BrowserContext, Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PageSettings } from '../support/bare-page.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { openFieldPage } from './a-page.ts'

const json = (options: object) =>
  `<script type="application/json" data-howlikely>${JSON.stringify(options)}</script>`

/** Without waits, only an open card stands in the way of the next. */
const noWaits = { waitBetween: '0', waitAfterIgnored: '0', waitAfterDismissal: '0', waitAfterAnswer: '0' }

/** What pages do to a body that was theirs alone, as they are written. */
const swaps: Readonly<Record<string, string>> = {
  'replaces its body': `document.body.replaceWith(Object.assign(document.createElement('body'), { innerHTML: '<h1>Next</h1>' }))`,
  'writes its body anew': `document.body.innerHTML = '<h1>Next</h1>'`,
  'empties its body': `document.body.replaceChildren()`,
  'removes what it does not know': `for (const one of [...document.body.children]) if (one.localName.includes('-')) one.remove()`,
  'swaps in a copy of itself': `document.body.replaceWith(document.body.cloneNode(true))`,
  'puts its children elsewhere and drops the rest': `{
    const next = document.createElement('body')
    next.append(...document.querySelectorAll('h1'))
    document.documentElement.replaceChild(next, document.body)
  }`,
}

describe.each(enginesFor('changing-page'))('in %s, with a card open', engine => {
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
  })
  afterEach(() => context.close())

  const opened = async (settings: PageSettings = {}, options: object = {}) => {
    const opening = await openFieldPage(context, { head: json({ ...noWaits, ...options }), ...settings })
    await opening.buy()
    await opening.expectCard()
    return opening
  }

  test.each(Object.entries(swaps))('a page that %s has the card back, with its draft', async (_how, swap) => {
    const { page, write, expectWritten, card, received } = await opened()
    await write()
    await page.evaluate(swap)
    await expectWritten()
    expect(await page.locator('how-likely-panel').count()).toBe(1)
    await card().getByRole('button', { name: 'Send' }).click()

    await expect.poll(() => received.at(-1)).toMatchObject({ state: 'answered', score: 9, reason: 'Fast' })
  })

  test('a visitor who types in the card can go on typing after the body was replaced', async () => {
    const { page, write, card, expectWritten } = await opened()
    await write()
    await page.evaluate(swaps['replaces its body'] ?? '')
    await expectWritten()
    await expect
      .poll(() =>
        card()
          .getByRole('textbox')
          .evaluate(box => (box.getRootNode() as ShadowRoot).activeElement === box),
      )
      .toBe(true)
    await page.keyboard.press('End')
    await page.keyboard.type('!')

    expect(await card().getByRole('textbox').inputValue()).toBe('Fast!')
  })

  test('a page that removes it whenever it comes back ends the survey, and the next may ask', async () => {
    const { page, command, write, expectCard, expectNoCard, received } = await opened()
    await write()
    await page.evaluate(() => {
      const observer = new MutationObserver(() => document.querySelector('body > how-likely-panel')?.remove())
      observer.observe(document.body, { childList: true })
      document.querySelector('how-likely-panel')?.remove()
      Object.assign(window, { observer })
    })
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('howlikely:main:open'))).toBeNull()
    await expectNoCard()
    await expect.poll(() => received.at(-1)).toMatchObject({ state: 'scored', score: 9, reason: null })
    await page.evaluate(() => (window as unknown as { observer: MutationObserver }).observer.disconnect())
    await command('show', 'checkout')

    await expectCard()
  })

  describe('inline', () => {
    const place = '<section><how-likely></how-likely></section>'
    const region = (page: Page) => page.getByRole('region', { name: /how likely/i })
    const openedInline = async (body = place) => {
      const opening = await openFieldPage(context, { body, head: json({ ...noWaits, placement: 'inline' }) })
      await opening.buy()
      await region(opening.page).waitFor()
      await region(opening.page).getByRole('radio', { name: '9', exact: true }).check({ force: true })
      await region(opening.page).getByRole('textbox').fill('Fast')
      return opening
    }

    test.each([
      ['again', `document.querySelector('section').innerHTML = '<how-likely></how-likely>'`],
      [
        'elsewhere',
        `document.querySelector('section').remove(); document.body.insertAdjacentHTML('beforeend', '<div data-howlikely-inline></div>')`,
      ],
      [
        'again, and a while later',
        `document.querySelector('section').innerHTML = ''; setTimeout(() => { document.querySelector('section').innerHTML = '<how-likely></how-likely>' }, 300)`,
      ],
    ])('a page that draws the place %s has it back there', async (_where, draw) => {
      const { page } = await openedInline()
      await page.evaluate(draw)

      await region(page).waitFor()
      await expect.poll(() => region(page).getByRole('textbox').inputValue()).toBe('Fast')
    })

    test('a page without the place any more ends the survey', async () => {
      const { page, received } = await openedInline()
      await page.evaluate(() => document.querySelector('section')?.remove())

      await expect.poll(() => received.at(-1)).toMatchObject({ state: 'scored', score: 9 })
      await expect.poll(() => page.evaluate(() => sessionStorage.getItem('howlikely:main:open'))).toBeNull()
    })

    test('it goes to the place that can be seen', async () => {
      const { page } = await openedInline(`<div hidden><how-likely></how-likely></div>${place}`)

      expect(await page.locator('section how-likely-panel').count()).toBe(1)
    })
  })

  test('a page that goes to the payment has no card there, and the card comes back afterwards', async () => {
    const { page, write, expectNoCard, expectWritten } = await opened({}, { never: ['/checkout*'] })
    await write()
    await page.evaluate(() => history.pushState({}, '', '/checkout/payment'))
    await expectNoCard()

    await page.evaluate(() => history.pushState({}, '', '/thank-you'))
    await expectWritten()
  })

  test.each([
    ['a modal is open', '<dialog>Terms</dialog>', 'modal'],
    ['a field has the focus', '<input autofocus>', 'typing'],
  ])('a reload while %s shows it only afterwards', async (_when, body, what) => {
    const { page, write, card, expectWritten } = await opened({ body: '' })
    await write()
    await page.addInitScript(body => {
      document.addEventListener('DOMContentLoaded', () => {
        document.body.insertAdjacentHTML('beforeend', body)
        document.querySelector('dialog')?.showModal()
        document.querySelector<HTMLElement>('body > input')?.focus()
      })
    }, body)
    await page.reload()
    const isLoaded = () =>
      performance.getEntriesByType('resource').some(({ name }) => /\/survey\./.test(name))
    await expect.poll(() => page.evaluate(isLoaded)).toBe(true)
    await expect.poll(() => page.evaluate(() => !!localStorage.getItem('howlikely:main:history'))).toBe(true)
    expect(await card().isVisible()).toBe(false)

    await page.evaluate(what => {
      if (what === 'modal') document.querySelector('dialog')?.remove()
      else document.querySelector('input')?.remove()
    }, what)
    await expectWritten()
  })
})
