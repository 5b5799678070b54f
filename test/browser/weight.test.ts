import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mostBytes } from '../../scripts/budgets.mjs'
import { enginesFor, openPage, sharedBrowser, type Watch } from '../support/engines.ts'
import { type RunningSite, startSite } from '../support/site.ts'
import { answer, enter, expectAsked, explain, whenQuiet } from '../support/visitor.ts'

const built = join(import.meta.dirname, '../../dist/browser')

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.stop())

describe.each(enginesFor('weight'))('in %s, what a visitor pays', engine => {
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

  /** The names, without digests, of the widget's files that were requested; files that the demo itself loads don't count. */
  const files = () =>
    watch.requests
      .filter(request => request.startsWith(`GET ${site.collector.url}/`))
      .map(request => new URL(request.slice('GET '.length)).pathname.slice(1))
  const plain = (name: string) => name.replace(/\.[\w-]{8}\.js$/, '')
  const weight = () =>
    files().reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(built, name))).length, 0)
  const sentToEndpoint = () => watch.requests.filter(request => request.startsWith('POST'))

  test('on a page on which nothing happens: one request within its budget, nothing to the endpoint', async () => {
    await enter(page, site.shop)
    await whenQuiet(page)

    expect(files()).toEqual(['howlikely.js'])
    expect(weight()).toBeLessThanOrEqual(mostBytes('no trigger, or too soon to ask again'))
    expect(sentToEndpoint()).toEqual([])
  })

  test.runIf(engine === 'chromium')(
    'no exception is thrown, not even a caught one, until the question is there',
    async () => {
      const scripts = new Map<string, string>()
      const thrown: unknown[] = []
      const debug = await context.newCDPSession(page)
      debug.on('Debugger.scriptParsed', ({ scriptId, url }) => scripts.set(scriptId, url))
      debug.on('Debugger.paused', ({ callFrames: [frame], data }) => {
        if (frame && scripts.get(frame.location.scriptId)?.startsWith(site.collector.url))
          thrown.push(data?.description ?? data?.value)
        debug.send('Debugger.resume')
      })
      await debug.send('Debugger.enable')
      await debug.send('Debugger.setPauseOnExceptions', { state: 'all' })
      await enter(page, site.shop)
      await whenQuiet(page)
      await page.goto(`${site.shop}/thank-you/sample?order=W-5&tag-automation=ask&tag-delay=0s`)
      await expectAsked(page)

      expect(thrown).toEqual([])
    },
  )

  test('for a purchase after which nobody is asked: two requests within their budget', async () => {
    await page.goto(`${site.shop}/thank-you/sample?order=W-1&tag-automation=ask&tag-sample=0`)
    await whenQuiet(page)

    expect(files().map(plain)).toEqual(['howlikely.js', 'decision'])
    expect(weight()).toBeLessThanOrEqual(mostBytes('a trigger, nobody asked'))
    expect(sentToEndpoint()).toEqual([])
    const { surveys } = await explain(page)
    expect(surveys[0]?.eligible).toBe(false)
  })

  test('in the quiet time after an answer: one request again', async () => {
    await page.goto(`${site.shop}/thank-you/sample?order=W-2&tag-automation=ask&tag-delay=0s`)
    await expectAsked(page)
    await answer(page, 8)
    // An answer that nobody has accepted yet would be a reason to wake.
    const waits = () => page.evaluate(() => Object.keys(localStorage).some(name => name.includes(':out:')))
    await expect.poll(waits).toBe(false)
    watch.requests.length = 0
    await page.goto(`${site.shop}/thank-you/sample?order=W-3`)
    await whenQuiet(page)

    expect(files()).toEqual(['howlikely.js'])
  })

  test('for a survey, from the page to the accepted answer: within its budget', async () => {
    await page.goto(`${site.shop}/thank-you/sample?order=W-4&tag-automation=ask&tag-delay=0s`)
    await expectAsked(page)
    await answer(page, 9, 'Light and quick')
    await expect
      .poll(() => site.collector.responses().some(({ trigger }) => trigger.ref === 'W-4'))
      .toBe(true)

    // The decision and the part that shows surveys are fetched at the same time.
    expect(files().map(plain)).toEqual(['howlikely.js', 'survey', 'decision'])
    expect(weight()).toBeLessThanOrEqual(mostBytes('asked, in English'))
    expect(sentToEndpoint()).toHaveLength(1)
  })
})
