import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Engine, engines, isAskedOf, sharedBrowser } from '../support/engines.ts'
import { expectNothingWaits } from '../support/fault-scene.ts'
import { counted, type Recorder, startRecorder } from '../support/recorder.ts'
import { type ScriptHost, startScriptHost } from '../support/script-host.ts'
import { scriptsOf, startBareSite, type TaggedSite } from '../support/shop.ts'
import { choose, expectAsked, survey } from '../support/visitor.ts'

vi.setConfig({ testTimeout: 120_000 })

/** How long hosts or the network are away, and how soon afterwards an answer must arrive, in milliseconds. */
const outage = 5000
const patience = 60_000

const sent = { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' }

/** A page of one host, its scripts from a second, its answers to a third. */
function scriptScene(engine: Engine) {
  let browser: Browser
  let site: TaggedSite
  let scripts: ScriptHost
  let recorder: Recorder
  let context: BrowserContext
  let page: Page
  let views = 0

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    site = await startBareSite()
  })
  afterAll(() => site.stop())
  beforeEach(async () => {
    scripts = await startScriptHost()
    recorder = await startRecorder()
    context = await browser.newContext()
    page = await context.newPage()
    views = 0
    page.on('domcontentloaded', () => {
      views += 1
    })
  })
  afterEach(async () => {
    await context.close()
    await scripts.stop()
    await recorder.stop()
  })

  const tag = () => ({ ...scriptsOf(scripts), endpoint: recorder.url })
  return {
    open: () => page.goto(site.thankYou('A-1', tag())),
    beAsked: () => expectAsked(page),
    chooseScore: (score: number) => choose(page, score),
    writeReason: (reason: string) => survey(page).getByRole('textbox').fill(reason),
    pressSend: () => survey(page).getByRole('button', { name: 'Send' }).click(),
    closeHosts: () => Promise.all([scripts.refuse(), recorder.refuse()]),
    openHosts: () => Promise.all([scripts.listen(), recorder.listen()]),
    setOffline: (isOffline: boolean) => context.setOffline(isOffline),
    /** Counted once, on the page that it was given on. */
    async expectDelivered(answer: object) {
      await expect
        .poll(() => counted(recorder.received), { timeout: patience })
        .toEqual([expect.objectContaining(answer)])
      expect(views).toBe(1)
      await expectNothingWaits(page)
      expect(recorder.received.filter(({ taken }) => taken)).toHaveLength(1)
    },
    expectNothingDelivered: () => expect(recorder.received).toEqual([]),
  }
}

const anOutage = () => new Promise(resolve => setTimeout(resolve, outage))

describe.each(engines)('in %s, without a reload and once, an answer arrives', engine => {
  const scene = scriptScene(engine)

  test('although the hosts of the scripts and of the endpoint go down once the card is shown', async () => {
    await scene.open()
    await scene.beAsked()
    await scene.closeHosts()
    await scene.chooseScore(9)
    await scene.writeReason('Fast delivery')
    await scene.pressSend()
    await anOutage()
    await scene.expectNothingDelivered()
    await scene.openHosts()

    await scene.expectDelivered(sent)
  })

  test('although the network is off from the moment the card is shown', async () => {
    await scene.open()
    await scene.beAsked()
    await scene.setOffline(true)
    await scene.chooseScore(9)
    await scene.writeReason('Fast delivery')
    await scene.pressSend()
    await anOutage()
    await scene.expectNothingDelivered()
    await scene.setOffline(false)

    await scene.expectDelivered(sent)
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('that nothing stands in the way of', async () => {
      await scene.open()
      await scene.beAsked()
      await scene.chooseScore(9)
      await scene.writeReason('Fast delivery')
      await scene.pressSend()

      await scene.expectDelivered(sent)
    })

    test('although the hosts go down between the score and Send', async () => {
      await scene.open()
      await scene.beAsked()
      await scene.chooseScore(9)
      await scene.closeHosts()
      await scene.writeReason('Fast delivery')
      await scene.pressSend()
      await anOutage()
      await scene.openHosts()

      await scene.expectDelivered(sent)
    })
  }
})
