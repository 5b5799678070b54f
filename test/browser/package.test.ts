import type { Browser, BrowserContext, Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startBundledSite } from '../support/bundled-site.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import {
  expectCounted,
  expectNothingWaits,
  expectTried,
  retryAtOnce,
  retryLate,
} from '../support/fault-scene.ts'
import { type Recorder, startRecorder } from '../support/recorder.ts'
import { answer, expectAsked } from '../support/visitor.ts'

const given = { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' }

describe.each(enginesFor('package'))('in %s, the package with an endpoint that is a function', engine => {
  let browser: Browser
  let recorder: Recorder
  let site: { url: string; stop(): Promise<void> }
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    recorder = await startRecorder()
    site = await startBundledSite(`
      const howlikely = createHowlikely({
        automation: 'ask',
        surveys: [{ id: 'checkout', trigger: 'checkout', delay: '0s' }],
        async endpoint(response) {
          const { ok } = await fetch('${recorder.url}', { method: 'POST', body: JSON.stringify(response) })
          if (!ok) throw new Error('not stored')
        },
      })
      if (location.pathname === '/thank-you') howlikely.trigger('checkout', { ref: 'A-1042' })
    `)
    context = await browser.newContext()
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await site.stop()
    await recorder.stop()
  })

  const give = async () => {
    await page.goto(`${site.url}/thank-you`)
    await expectAsked(page)
    await answer(page, 9, 'Fast delivery')
  }

  test('gives it the response, once', async () => {
    await give()

    await expectCounted(recorder, { ...given, trigger: expect.objectContaining({ ref: 'A-1042' }) })
    await expectNothingWaits(page)
    expect(recorder.received).toHaveLength(1)
  })

  test('keeps what it rejects, and gives it again on the next page', async () => {
    await retryLate(context)
    recorder.react([], { does: 'answer', status: 500 })
    await give()
    await expectTried(page, 0)
    recorder.react([])
    await page.goto(`${site.url}/`)

    await expectCounted(recorder, given)
    await expectNothingWaits(page)
  })

  test('waits no longer for one that never settles than for an address', async () => {
    // First seen: the page held all that waited until it was left.
    await context.addInitScript(() => {
      const timeout = AbortSignal.timeout.bind(AbortSignal)
      AbortSignal.timeout = ms => timeout(ms / 100)
    })
    await retryAtOnce(context)
    recorder.react([{ does: 'hang' }, { does: 'hang' }])
    await give()

    await expectCounted(recorder, given)
    await expectNothingWaits(page)
  })
})
