import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { filesOfApp } from '../docs/pages.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import { type BuiltApp, buildApp, createProject, serveApp } from '../support/installed.ts'

/** The page's markup before its script runs; the element is already in it. */
const element = (more: string) =>
  `<how-likely automation="ask" delay="0s" survey="checkout" ${more}></how-likely>`

const example = filesOfApp('An element, in any framework or none')

describe.each(enginesFor('frameworks'))('in %s, the element <how-likely>', engine => {
  let browser: Browser
  let collector: RunningCollector
  let app: BuiltApp
  let context: BrowserContext
  let stop: () => Promise<void>
  let page: Page
  let watch: Watch

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    collector = await startCollector()
    const project = createProject()
    project.write('app.js', example['main.js'] ?? '')
    app = await buildApp(project, 'app.js')
    project.remove()
  })
  afterAll(() => collector.stop())
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en' })
  })
  afterEach(async () => {
    await context.close()
    await stop()
  })

  async function open(body: string) {
    const served = await serveApp(app, body)
    stop = served.stop
    const opened = await openPage(context)
    page = opened.page
    watch = opened.watch
    await page.goto(served.url)
  }

  /** Where the answers go. */
  const endpoint = () => `${collector.url}/responses`
  const card = () => page.getByRole('region', { name: /how likely/i })
  /** The element that contains the card. */
  const place = () =>
    page
      .locator('how-likely-panel')
      .evaluate(panel => (panel.parentElement?.localName ?? '') + panel.parentElement?.id)

  test('asks in its place; moved, or taken away and put back, it goes on; its answer arrives', async () => {
    const before = collector.responses().length
    await open(
      `<div id="from">${element(`id="e" class="a" endpoint="${endpoint()}" data-ref="A-1042" value="59.9" currency="EUR" debug`)}</div><div id="to"></div>`,
    )
    await card().waitFor()
    expect(await place()).toBe('how-likelye')
    await card().getByRole('radio', { name: '9', exact: true }).check({ force: true })
    await card().getByRole('textbox').fill('Fast delivery')

    await page.evaluate(() =>
      document.querySelector('#to')?.append(document.querySelector('how-likely') ?? ''),
    )
    expect(await card().getByRole('textbox').inputValue()).toBe('Fast delivery')
    expect(await page.locator('#to how-likely-panel').count()).toBe(1)

    // As a router that keeps its pages does, and then one that creates them again.
    await page.evaluate(() => document.querySelector('how-likely')?.setAttribute('data-v-1', ''))
    const take = () =>
      page.evaluate(() => {
        const one = document.querySelector('how-likely')
        Object.assign(window, { one })
        one?.remove()
      })
    const put = (isCopy: boolean) =>
      page.evaluate(isCopy => {
        const { one } = window as unknown as { one: Element }
        document.querySelector('#from')?.append(isCopy ? (one.cloneNode() as Element) : one)
      }, isCopy)
    await take()
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
    expect(await page.locator('how-likely-panel').count()).toBe(0)
    await put(false)
    await card().waitFor()
    expect(await card().getByRole('textbox').inputValue()).toBe('Fast delivery')
    await take()
    await put(true)
    await card().waitFor()
    expect(await card().getByRole('textbox').inputValue()).toBe('Fast delivery')
    expect(await page.locator('#from how-likely-panel').count()).toBe(1)

    await card().getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => collector.responses().length).toBe(before + 1)
    expect(collector.responses().at(-1)).toMatchObject({
      state: 'answered',
      survey: 'checkout',
      score: 9,
      reason: 'Fast delivery',
      trigger: { ref: 'A-1042', value: 59.9, currency: 'EUR' },
    })
    expect(watch.console.filter(line => !/^(log|info|debug):/.test(line))).toEqual([])
  })

  test('asks as the docs have it', async () => {
    const html = `${example['order.html']}`
      .replace('https://answers.example/responses', endpoint())
      .replace('company="Your Shop"', 'automation="ask" delay="0s"')
    await open(html)
    await card().waitFor()
    expect(watch.console).toEqual([])
  })

  test('twice on a page asks once and says so; the second asks on when the first is gone', async () => {
    await open(
      element(`id="1" endpoint="${endpoint()}" data-ref="A-1"`) +
        element(`id="2" endpoint="${endpoint()}" data-ref="A-1"`),
    )
    await card().waitFor()
    expect(await page.locator('how-likely-panel').count()).toBe(1)
    expect(await place()).toBe('how-likely1')
    expect(watch.console).toEqual([
      'warning: howlikely: this page has more than one <how-likely>. Only the first asks; the next one does once that is gone. Remove one of them.',
    ])

    await page.evaluate(() => document.querySelector('how-likely')?.remove())
    await card().waitFor()
    expect(await place()).toBe('how-likely2')
    expect(watch.console).toHaveLength(1)
  })

  test('takes its options as a property, set late, and works in a shadow root', async () => {
    await open(`<script type="module">
      const outer = document.body.appendChild(document.createElement('div'))
      const one = document.createElement('how-likely')
      one.id = 'late'
      outer.attachShadow({ mode: 'open' }).append(one)
      await customElements.whenDefined('how-likely')
      one.options = {
        endpoint: '${endpoint()}',
        automation: 'ask',
        delay: '0s',
        surveys: [{ id: 'page', trigger: 'visit', question: 'How likely is it that you will come again?' }],
      }
      one.howlikely ?? Promise.resolve().then(() => one.howlikely.on('asked', ({ survey }) => console.log(survey)))
    </script>`)
    await card().waitFor()
    expect(await place()).toBe('how-likelylate')
    expect(watch.console).toEqual(['log: page'])
  })

  test('without an endpoint asks nobody, and says what to write', async () => {
    await open(`<how-likely></how-likely>${element('')}`)

    await expect
      .poll(() => watch.console)
      .toEqual([
        'warning: howlikely: <how-likely survey="checkout"> asks nobody: it has no endpoint. Write endpoint="..." on it, or leave out survey where it is only the place for another howlikely on this page.',
      ])
    expect(await page.locator('how-likely-panel').count()).toBe(0)
  })
})
