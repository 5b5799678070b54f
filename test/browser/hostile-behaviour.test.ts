import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { engines, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import { addTag, type TagAttributes } from '../support/hostile-page.ts'
import { type HostileSite, type Hostility, startHostileSite } from '../support/hostile-site.ts'
import { choose, expectAsked, survey, whenQuiet } from '../support/visitor.ts'

let site: HostileSite

beforeAll(async () => {
  site = await startHostileSite()
})
afterAll(() => site.stop())

/** Counts what single-key shortcuts would react to, and takes "/" for the search as many sites do. */
const shortcuts = `
  window.presses = []
  for (const type of ['keydown', 'keypress', 'keyup'])
    for (const place of [document, window])
      place.addEventListener(type, event => {
        if (event.target.tagName === 'INPUT') return
        window.presses.push(type + ' ' + event.key)
        if (event.key === '/' && type === 'keydown') { event.preventDefault(); document.querySelector('input').focus() }
      })`

const modal = `<div id="modal" role="dialog" aria-modal="true" aria-label="Our terms" style="position: fixed; inset: 20% 30%; background: #eee">
  <button id="accept">Accept</button></div>`

const trapped: Hostility = {
  libraries: ['tabbable/dist/index.umd.js', 'focus-trap/dist/focus-trap.umd.js'],
  more: `<button id="terms">Terms</button><div id="place"></div>
    <script>
      let trap
      function openTerms() {
        document.getElementById('place').innerHTML = \`${modal}\`
        trap = focusTrap.createFocusTrap('#modal', { escapeDeactivates: false })
        trap.activate()
        document.getElementById('accept').onclick = () => { trap.deactivate(); document.getElementById('modal').remove() }
      }
      document.getElementById('terms').onclick = openTerms
    </script>`,
}

describe.each(engines)('in %s, on a page', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watch: Watch
  let orders = 0

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  afterEach(() => context.close())

  async function open(hostility: Hostility) {
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    ;({ page, watch } = await openPage(context))
    await page.goto(site.page(hostility))
  }
  /** Puts the tag in, with a purchase; gives the order's number. */
  async function buy(more: TagAttributes = {}): Promise<string> {
    orders += 1
    const order = `${engine}-does-${orders}`
    await addTag(page, site.url, order, more)
    return order
  }
  const answered = (order: string) => site.received.find(({ trigger }) => trigger.ref === order)
  const card = (): Locator => survey(page)
  const send = async () => {
    await card().getByRole('button', { name: 'Send' }).click()
    await card().getByRole('heading', { name: 'Thank you!' }).waitFor()
  }
  const presses = () => page.evaluate(() => (window as unknown as { presses: string[] }).presses)
  const problems = () => watch.console.filter(line => !line.startsWith('log'))

  test('with single-key shortcuts, what is typed in the card is typed in the card and nowhere else', async () => {
    await open({ more: `<script>${shortcuts}</script>` })
    const order = await buy()
    await expectAsked(page)
    await card().getByRole('radio', { name: '5', exact: true }).focus()
    await page.keyboard.press('ArrowRight')
    await card().getByRole('textbox').focus()
    await page.keyboard.type('j/k? 1')

    expect(await presses()).toEqual([])
    await send()
    await expect.poll(() => answered(order)).toMatchObject({ score: 6, reason: 'j/k? 1' })

    await card().getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('j')
    expect(await presses()).toContain('keydown j')
  })

  test('whose modal traps focus nobody is asked, until the modal is gone', async () => {
    await open(trapped)
    await page.getByRole('button', { name: 'Terms' }).click()
    await page.getByRole('dialog', { name: 'Our terms' }).waitFor()
    const order = await buy()
    // By then everything that a card needs is loaded.
    await whenQuiet(page)
    expect(await card().count()).toBe(0)

    await page.getByRole('button', { name: 'Accept' }).click()
    await expectAsked(page)
    await choose(page, 8)
    await send()
    await expect.poll(() => answered(order)).toMatchObject({ score: 8 })
  })

  test('whose modal traps focus while the card is open, the modal works, and then the card', async () => {
    await open(trapped)
    const order = await buy()
    await expectAsked(page)
    await choose(page, 3)
    await page.getByRole('button', { name: 'Terms' }).click()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('dialog', { name: 'Our terms' }).waitFor({ state: 'detached' })

    // The library gives the focus back a moment after its modal has gone.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('terms')
    await card().getByRole('textbox').fill('Too slow')
    await send()
    await expect.poll(() => answered(order)).toMatchObject({ score: 3, reason: 'Too slow' })
  })

  test('whose own dialog opens over the card, the dialog works, and then the card', async () => {
    await open({
      more: `<dialog><button onclick="this.parentNode.close()">Accept</button></dialog>
        <button onclick="document.querySelector('dialog').showModal()">Terms</button>`,
    })
    const order = await buy()
    await expectAsked(page)
    await choose(page, 9)
    await page.getByRole('button', { name: 'Terms' }).click()
    await page.getByRole('button', { name: 'Accept' }).click()

    await send()
    await expect.poll(() => answered(order)).toMatchObject({ score: 9 })
  })

  // Firefox cannot be told by a test to look as if printed.
  test.runIf(engine === 'chromium')('that is printed, the card is not on the paper', async () => {
    await open({})
    await page.emulateMedia({ media: 'print' })
    const before = await page.screenshot()
    await page.emulateMedia({ media: 'screen' })
    await buy()
    await expectAsked(page)
    expect((await page.screenshot()).equals(before)).toBe(false)

    await page.emulateMedia({ media: 'print' })
    expect((await page.screenshot()).equals(before)).toBe(true)
  })

  test('that a browser translates, the card works on in its translated words', async () => {
    await open({})
    const order = await buy()
    await expectAsked(page)
    // As translators do: they put every text into elements of their own, including those in open shadow roots.
    const translate = () =>
      page.evaluate(() => {
        const roots: Node[] = [document.body]
        for (const element of document.querySelectorAll('*'))
          if (element.shadowRoot) roots.push(element.shadowRoot)
        for (const root of roots) {
          const texts: Node[] = []
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
          for (let text = walker.nextNode(); text; text = walker.nextNode()) texts.push(text)
          for (const text of texts) {
            if (!text.textContent?.trim() || /SCRIPT|STYLE|FONT/.test(text.parentElement?.tagName ?? ''))
              continue
            const outer = document.createElement('font')
            const inner = document.createElement('font')
            inner.textContent = `«${text.textContent}»`
            outer.append(inner)
            text.parentNode?.replaceChild(outer, text)
          }
        }
        document.documentElement.lang = 'sv'
        document.documentElement.classList.add('translated-ltr')
        document.body.style.cssText = 'position: relative; min-height: 100%; top: 40px'
      })
    await translate()
    await page.getByRole('radio', { name: /^«?9»?$/ }).check({ force: true })
    await translate()
    await page.getByRole('radio', { name: /^«?7»?$/ }).check({ force: true })
    await page.getByRole('textbox', { name: /10/ }).fill('Bra kaffe')
    await translate()
    await page.getByRole('button', { name: /Send/ }).click()
    await page.getByRole('heading', { name: /Thank you!/ }).waitFor()

    await expect.poll(() => answered(order)).toMatchObject({ score: 7, reason: 'Bra kaffe', locale: 'en' })
    expect(problems()).toEqual([])
  })
})
