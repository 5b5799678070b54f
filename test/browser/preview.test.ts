import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enginesFor, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'
import { isThorough } from '../support/thorough.ts'
import { survey, whenQuiet } from '../support/visitor.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const allLooks = [
  ['1280 × 800, light', { width: 1280, height: 800 }, 'light'],
  ['320 × 568, dark', { width: 320, height: 568 }, 'dark'],
  ['1280 × 800, dark', { width: 1280, height: 800 }, 'dark'],
  ['320 × 568, light', { width: 320, height: 568 }, 'light'],
] as const
/** Each size and each scheme once; each in each in a thorough run. */
const looks = isThorough ? allLooks : allLooks.slice(0, 2)

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.stop())

describe.each(enginesFor('preview'))('in %s, the preview', engine => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watch: Watch

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    context = await browser.newContext()
    ;({ page, watch } = await openPage(context))
  })
  afterEach(() => context.close())

  const open = (more = '', path = '/') => page.goto(`${site.shop}${path}?howlikely=preview${more}`)
  const panel = (): Locator => page.getByRole('region', { name: 'Preview' })
  const state = (name: string) => panel().getByRole('radio', { name, exact: true }).check({ force: true })
  const stored = () =>
    page.evaluate(() =>
      [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key =>
        key.startsWith('howlikely'),
      ),
    )
  const posts = () => watch.requests.filter(request => request.startsWith('POST'))
  const button = (name: string) => survey(page).getByRole('button', { name, exact: true })

  test('shows the card to a program that would not be asked, on a page on which nothing happens', async () => {
    await open()

    await survey(page).waitFor()
    await panel().waitFor()
    expect(await panel().textContent()).toContain('The survey "checkout" does not ask.')
    expect(await panel().textContent()).toContain('automation')
  })

  test('is forbidden by its option; its twin is not', async () => {
    await open('&tag-preview=false')
    await whenQuiet(page)
    expect(await page.locator('how-likely-preview, how-likely-panel').count()).toBe(0)

    await open('&tag-preview=true')
    await survey(page).waitFor()
  })

  test('brings the card into every state, sends nothing and stores nothing', async () => {
    await open('&tag-min-visits=1&tag-sample=0.999&tag-report=everything')
    await survey(page).waitFor()
    expect(await survey(page).getByRole('radio', { checked: true }).count()).toBe(0)

    for (const [name, score] of [
      ['Scored 9 or 10', '10'],
      ['Scored 7 or 8', '8'],
      ['Scored 0 to 6', '3'],
    ] as const) {
      await state(name)
      await survey(page).getByRole('radio', { name: score, exact: true, checked: true }).waitFor()
    }
    await state('Sending')
    await expect.poll(() => button('Send').getAttribute('aria-disabled')).toBe('true')
    await state('Could not send')
    await survey(page).getByRole('alert').waitFor()
    for (const name of ['Thanks for 9 or 10', 'Thanks for 7 or 8', 'Thanks for 0 to 6']) {
      await state(name)
      await survey(page).getByRole('heading', { name: 'Thank you!' }).waitFor()
    }
    await state('Asked')
    await button('Send').waitFor({ state: 'detached' })

    expect(await stored()).toEqual([])
    expect(posts()).toEqual([])
  })

  test('says which states a survey never comes into, and why', async () => {
    await open()
    await panel().waitFor()

    expect(await panel().getByRole('radio', { name: 'Extra question' }).isDisabled()).toBe(true)
    expect(await panel().getByRole('radio', { name: 'Contact' }).isDisabled()).toBe(true)
    expect(await panel().textContent()).toContain('This survey has no extra question')
    expect(await panel().textContent()).toContain('"privacy.url"')
  })

  test('lists what would be sent when the card is answered', async () => {
    await open()
    await survey(page).getByRole('radio', { name: '4', exact: true }).check({ force: true })
    await survey(page).getByRole('textbox').fill('Too slow')
    await button('Send').click()
    await survey(page).getByRole('heading', { name: 'Thank you!' }).waitFor()

    await panel().getByText('answered, revision 3, score 4').click()
    const message = JSON.parse((await panel().locator('pre').first().textContent()) ?? '')
    expect(message).toMatchObject({
      state: 'answered',
      survey: 'checkout',
      score: 4,
      reason: 'Too slow',
      trigger: { name: 'checkout' },
    })
    expect(posts()).toEqual([])
    expect(await stored()).toEqual([])
  })

  test('lists a dismissal only if dismissals are reported', async () => {
    await open()
    await button('Close').click()
    await panel().getByText('Nothing so far').waitFor()

    await open('&tag-report=everything')
    await button('Close').click()
    await panel().getByText('dismissed, revision 2').waitFor()
    await panel().getByRole('button', { name: 'Show the card again' }).click()
    await survey(page).waitFor()
  })

  test('begins with the survey and the language of the address', async () => {
    await open('&howlikely-survey=support&howlikely-locale=sv')

    await page.getByRole('dialog', { name: /Med tanke på din kontakt med oss/ }).waitFor()
    await panel().getByRole('combobox', { name: 'Language' }).selectOption('de')
    await page.getByRole('dialog', { name: /Wenn Sie an Ihren Kontakt/ }).waitFor()
    await panel().getByRole('combobox', { name: 'Survey' }).selectOption('checkout')
    await page.getByRole('dialog', { name: /Wenn Sie an Ihren Einkauf/ }).waitFor()
  })

  test('says that the address asks for a survey or a language that is not there', async () => {
    await open('&howlikely-survey=gone&howlikely-locale=tlh')
    await survey(page).waitFor()

    await panel().getByText('There is no survey "gone". This is "checkout".').waitFor()
    await panel().getByText('There is no language "tlh". This is "en".').waitFor()
  })

  test('shows at once a look that is tried out, ready to paste', async () => {
    await open()
    await panel().getByText('Try colours, corners and a font').click()

    await panel().getByRole('textbox', { name: 'surface', exact: true }).fill('#102030')
    await panel().getByRole('textbox', { name: 'radius', exact: true }).fill('4px')

    const style = () =>
      survey(page).evaluate(card => {
        const { backgroundColor, borderTopLeftRadius } = getComputedStyle(card)
        return [backgroundColor, borderTopLeftRadius]
      })
    await expect.poll(style).toEqual(['rgb(16, 32, 48)', '4px'])
    await panel().getByText('data-surface="#102030" data-radius="4px"', { exact: true }).waitFor()
    await panel().getByRole('button', { name: 'Copy for your tag' }).click()
    await panel().getByRole('textbox', { name: 'surface', exact: true }).fill('')
    await panel().getByText('data-radius="4px"', { exact: true }).waitFor()
    expect(await stored()).toEqual([])
  })

  test('can be moved out of the way, by dragging its head or by one press', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await open()
    await panel().waitFor()
    const place = async () => {
      const box = await panel().boundingBox()
      return [Math.round(box?.x ?? 0), Math.round(box?.y ?? 0)]
    }
    expect(await place()).toEqual([16, 16])

    await panel().getByRole('heading', { name: 'Preview' }).hover()
    await page.mouse.down()
    await page.mouse.move(500, 200)
    await page.mouse.up()
    const [left = 0, top = 0] = await place()
    expect(left).toBeGreaterThan(200)
    expect(top).toBeGreaterThan(100)
    await page.mouse.move(0, 0)
    expect(await place()).toEqual([left, top])

    await panel().getByRole('button', { name: 'Move to the other side' }).click()
    await panel().getByRole('button', { name: 'Move to the other side' }).click()
    expect((await place())[1]).toBe(16)
    expect([16, 1280 - 400 - 16]).toContain((await place())[0])
  })

  test('reports wrong options in the panel', async () => {
    await open('&tag-wait-after-answer=soon')

    await panel().getByText('data-wait-after-answer="soon" is wrong').waitFor()
    expect(await panel().textContent()).not.toContain('No problems found.')
  })

  test('asks nobody, whatever happens on the page', async () => {
    await page.goto(
      `${site.shop}/thank-you/sample?order=preview-${engine}&tag-automation=ask&tag-delay=0s&howlikely=preview`,
    )
    await survey(page).waitFor()
    await page.evaluate(() =>
      (window as unknown as { howlikely(...call: unknown[]): unknown }).howlikely('trigger', 'checkout', {
        ref: 'B-1',
      }),
    )
    await panel().getByRole('button', { name: 'Close the preview' }).click()

    await expect.poll(() => page.locator('how-likely-preview, how-likely-panel').count()).toBe(0)
    expect(await stored()).toEqual([])
    expect(posts()).toEqual([])
  })

  test('goes when howlikely is destroyed', async () => {
    await open()
    await survey(page).waitFor()
    await page.evaluate(() =>
      (window as unknown as { howlikely(command: string): unknown }).howlikely('destroy'),
    )

    await expect.poll(() => page.locator('how-likely-preview, how-likely-panel').count()).toBe(0)
  })

  test.each(looks)('is accessible and fits at %s', async (_case, viewport, colorScheme) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open('&tag-report=everything')
    await survey(page).waitFor()
    const details = panel().getByRole('button', { name: 'Rules and messages' })
    if ((await details.getAttribute('aria-expanded')) === 'false') await details.click()
    await button('Close').click()
    await panel().getByText('dismissed, revision 2').click()

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
    const box = await panel().boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= viewport.width).toBe(true)
    expect(box && box.y + box.height <= viewport.height).toBe(true)

    // Parts that are scrolled out of view have no colours for axe to compare.
    await page.evaluate(() => {
      const whole = new CSSStyleSheet()
      whole.replaceSync(':host { max-height: none !important }')
      document.querySelector('how-likely-preview')?.shadowRoot?.adoptedStyleSheets.push(whole)
    })
    await page.setViewportSize({ width: viewport.width, height: 6000 })
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      const { violations, incomplete } = await axe.run(
        document.querySelector('how-likely-preview') as Element,
      )
      return [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)
    })
    expect(found).toEqual([])
  })

  test('works under a policy that allows nothing but our files', async () => {
    await page.addInitScript(() => {
      const told: string[] = []
      Object.assign(window, { told })
      addEventListener('securitypolicyviolation', event =>
        told.push(`${event.violatedDirective} ${event.blockedURI}`),
      )
    })
    await open('&csp=trusted-types')
    await survey(page).waitFor()
    await state('Thanks for 9 or 10')
    await survey(page).getByRole('heading', { name: 'Thank you!' }).waitFor()
    await panel().getByRole('button', { name: 'Show the card again' }).click()

    expect(await page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual([])
  })
})
