import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../support/engines.ts'
import { expectCounted, expectNothingWaits, hour } from '../support/fault-scene.ts'
import { newProfile, type Profile } from '../support/profile.ts'
import { type Recorder, startRecorder } from '../support/recorder.ts'
import { shiftClock } from '../support/shifted-clock.ts'
import { type RunningShop, startShop } from '../support/shop.ts'
import { answer, choose, expectAsked } from '../support/visitor.ts'

describe.runIf(engines.includes('chromium'))('an answer arrives once, although the browser is killed', () => {
  let recorder: Recorder
  let shop: RunningShop
  let profile: Profile

  beforeEach(async () => {
    recorder = await startRecorder()
    shop = await startShop(recorder.url)
    profile = newProfile()
  })
  afterEach(async () => {
    await profile.remove()
    await shop.stop()
    await recorder.stop()
  })

  const start = async (clock = 0) => {
    const context = await profile.open()
    const setClock = await shiftClock(context, shop.url)
    await setClock(clock)
    return { context, page: await context.newPage(), setClock }
  }
  /** Chromium writes local storage to disk up to five seconds after the page did. */
  const expectStored = (words: string) =>
    expect.poll(() => profile.hasStored(words), { timeout: 15_000 }).toBe(true)

  test('after Send, at an endpoint that was down', async () => {
    await recorder.refuse()
    const { page } = await start()
    await page.goto(shop.thankYou('A-1'))
    await expectAsked(page)
    await answer(page, 9, 'Fast delivery')
    await expectStored('Fast delivery')
    await profile.kill()
    await recorder.listen()
    const { page: next } = await start()
    await next.goto(shop.home())

    await expectCounted(recorder, { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' })
    await expectNothingWaits(next)
  })

  test('after a score was chosen', async () => {
    const { page } = await start()
    await page.goto(shop.thankYou('A-1'))
    await expectAsked(page)
    await choose(page, 9)
    await expectStored('"score":9')
    await profile.kill()
    expect(recorder.received).toEqual([])
    const { page: next } = await start(hour)
    await next.goto(shop.home())

    await expectCounted(recorder, { score: 9, reason: null, state: 'scored', endedBy: 'left' })
    await expectNothingWaits(next)
  })

  test('while the endpoint has taken the answer, and has not said so yet', async () => {
    recorder.react([{ does: 'take and hang' }])
    const { page } = await start()
    await page.goto(shop.thankYou('A-1'))
    await expectAsked(page)
    await answer(page, 9, 'Fast delivery')
    await expectStored('Fast delivery')
    await profile.kill()
    const { page: next } = await start()
    await next.goto(shop.home())
    await expect.poll(() => recorder.received.length).toBe(2)

    await expectCounted(recorder, { score: 9, reason: 'Fast delivery', state: 'answered' })
    await expectNothingWaits(next)
  })

  test('in part: the tab alone crashes, at once after a score was chosen', async () => {
    const { context, page, setClock } = await start()
    await page.goto(shop.thankYou('A-1'))
    await expectAsked(page)
    await choose(page, 9)
    const crashed = page.waitForEvent('crash')
    const session = await context.newCDPSession(page)
    session.send('Page.crash').catch(() => {}) // Nobody is left to answer it.
    await crashed
    expect(recorder.received).toEqual([])
    await setClock(hour)
    const next = await context.newPage()
    await next.goto(shop.home())

    await expectCounted(recorder, { score: 9, reason: null, state: 'scored', endedBy: 'left' })
    await expectNothingWaits(next)
  })
})
