import type { Browser, BrowserContext } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PageSettings } from '../support/bare-page.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { openFieldPage } from './a-page.ts'

const words = 'It will be with you on Thursday, and we tell you when it is sent.'
const basket = (style: string) => `<div role="dialog" aria-modal="true" style="${style}">Basket</div>`

describe.each(enginesFor('good-moment'))('in %s', engine => {
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
  })
  afterEach(() => context.close())

  const open = (settings: PageSettings = {}) => openFieldPage(context, settings)
  const json = (options: object) =>
    `<script type="application/json" data-howlikely>${JSON.stringify(options)}</script>`

  test.each([
    ['invisible', basket('position: absolute; visibility: hidden')],
    ['transparent', basket('position: fixed; inset: 0; opacity: 0; pointer-events: none')],
    ['moved out', basket('position: fixed; inset: 0 0 0 auto; width: 300px; transform: translateX(100%)')],
    ['cut off', `<div style="height: 0; overflow: hidden">${basket('')}</div>`],
    ['clipped', basket('position: absolute; clip: rect(0 0 0 0)')],
    ['in something hidden', `<aside hidden>${basket('')}</aside>`],
  ])('a basket that every page keeps %s holds nobody back', async (_how, body) => {
    const { buy, expectCard } = await open({ body })
    await buy()

    await expectCard()
  })

  test('a dialog that hides the rest of the page from screen readers holds the card back until it is gone', async () => {
    const { page, buy, expectHeld, expectCard } = await open({
      body: `<main>${words}</main><div role="dialog">Terms <button>Agree</button></div>
        <script>for (const one of document.body.children) if (one.role !== 'dialog') one.ariaHidden = 'true'</script>`,
    })
    await buy()
    await expectHeld('modal')

    await page.evaluate(() => {
      document.querySelector('[role=dialog]')?.remove()
      for (const one of document.querySelectorAll('[aria-hidden]')) one.removeAttribute('aria-hidden')
    })
    await expectCard()
  })

  test.each([
    ['is removed by a timer', `setTimeout(() => document.querySelector('[aria-modal]').remove(), 300)`],
    [
      'fades out by a style sheet',
      `const sheet = new CSSStyleSheet()
      sheet.replaceSync('[aria-modal] { animation: out 300ms forwards } @keyframes out { to { opacity: 0 } }')
      document.adoptedStyleSheets.push(sheet)`,
    ],
    ['is moved out by its class', `document.querySelector('[aria-modal]').style.translate = '-200vw'`],
  ])('a modal that %s makes way though nobody touches the page', async (_how, script) => {
    const { page, buy, expectHeld, expectCard } = await open({ body: basket('') })
    await buy()
    await expectHeld('modal')
    await page.addScriptTag({ content: script })

    await expectCard()
  })

  test('a page in full screen asks nobody, and then it does', async () => {
    const { page, buy, expectHeld, expectCard } = await open({
      body: '<div id="film">A film</div><button onclick="film.requestFullscreen()">Watch</button>',
    })
    await page.getByRole('button', { name: 'Watch' }).click()
    await expect.poll(() => page.evaluate(() => !!document.fullscreenElement)).toBe(true)
    await buy()
    await expectHeld('fullscreen')

    await page.evaluate(() => document.exitFullscreen())
    await expectCard()
  })

  test('a visitor who types in a frame of the page is not asked before they are done', async () => {
    const { page, buy, expectHeld, expectCard } = await open({
      body: '<iframe sandbox srcdoc="<input aria-label=Card>"></iframe><button>Elsewhere</button>',
    })
    await page.frameLocator('iframe').getByRole('textbox').fill('4111')
    await buy()
    await expectHeld('typing')

    await page.getByRole('button', { name: 'Elsewhere' }).focus()
    await expectCard()
  })

  test('a card waits for a cookie banner that is known, and for what the site names', async () => {
    const { page, buy, expectHeld, expectCard } = await open({
      body: '<div id="onetrust-banner-sdk">Cookies?</div><div class="invite">A review?</div>',
      head: json({ wait: '.invite' }),
    })
    await buy()
    await expectHeld('asking')
    await page.locator('#onetrust-banner-sdk').evaluate(banner => banner.remove())
    await expectHeld('asking')

    await page.locator('.invite').evaluate(invite => invite.setAttribute('style', 'opacity: 0'))
    await expectCard()
  })

  test.each([
    ['<dialog>Terms</dialog>', 'showModal'],
    ['<div hidden role="dialog" aria-modal="true" style="position: fixed; inset: 0">Terms</div>', 'show'],
  ])('a modal that opens over the card has the page, and then the card goes on: %s', async (body, how) => {
    const { page, buy, expectCard, expectNoCard, write, expectWritten } = await open({ body })
    await buy()
    await expectCard()
    await write()
    await page.locator('dialog,[role=dialog][aria-modal]').evaluate((dialog: HTMLDialogElement, how) => {
      if (how === 'showModal') dialog.showModal()
      else dialog.hidden = false
    }, how)
    await expectNoCard()

    await page.locator('dialog,[role=dialog][aria-modal]').evaluate((dialog: HTMLElement) => dialog.remove())
    await expectWritten()
  })

  test('thirty clicks on a page that asks nobody leave one timer, and no observer', async () => {
    await context.addInitScript(() => {
      const counts = { timers: 0, observers: 0 }
      Object.assign(window, { counts, navigation: undefined })
      const begin = setInterval
      const end = clearInterval
      Object.assign(window, {
        setInterval: (...given: Parameters<typeof setInterval>) => {
          counts.timers += 1
          return begin(...given)
        },
        clearInterval: (timer: number) => {
          counts.timers -= 1
          end(timer)
        },
        MutationObserver: class extends MutationObserver {
          override observe(...given: Parameters<MutationObserver['observe']>) {
            counts.observers += 1
            super.observe(...given)
          }
        },
      })
    })
    const { page, buy, expectHeld } = await open({ head: json({ never: ['/page-*'] }) })
    await buy()
    await expectHeld('never')
    const counted = () => page.evaluate(() => (window as unknown as { counts: object }).counts)
    await page.getByRole('heading').click()
    // The driver may have one of its own.
    const before = await counted()
    for (let clicks = 0; clicks < 30; clicks += 1) await page.getByRole('heading').click()
    await expectHeld('never')

    expect(before).toMatchObject({ timers: 1 })
    expect(await counted()).toEqual(before)
  })
})
