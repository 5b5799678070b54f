import { describe, expect, test } from 'vitest'
import { engines, isAskedOf } from '../support/engines.ts'
import { expectCounted, expectNothingWaits, faultScene, hour } from '../support/fault-scene.ts'
import { expectAsked, survey } from '../support/visitor.ts'

const scored = { score: 9, reason: null, state: 'scored' }

/** When a page goes on after the choice: before anything could be painted, with the paint, or as soon as timers run. */
const moments = ['in the same task', 'before the next frame', 'after 0 ms'] as const
type Moment = (typeof moments)[number]

describe.each(engines)('in %s, a score that was just chosen arrives, once,', engine => {
  const scene = faultScene(engine)

  const beAsked = async () => {
    await scene.page.goto(scene.shop.thankYou('A-1'))
    await expectAsked(scene.page)
  }
  const radio = (score: number) => survey(scene.page).getByRole('radio', { name: String(score), exact: true })
  /** The page itself clicks, and goes: nothing that drives the browser comes in between. */
  const chooseScoreAndLeave = async (score: number, moment: Moment) => {
    await radio(score).evaluate((input, moment) => {
      const leave = () => location.assign('about:blank')
      ;(input as HTMLElement).click()
      if (moment === 'in the same task') leave()
      else if (moment === 'before the next frame') requestAnimationFrame(leave)
      else setTimeout(leave, 0)
    }, moment)
    await scene.page.waitForURL('about:blank')
  }
  /** Resolves as soon as the page says that a while has gone by since the choice. */
  const chooseScore = (score: number, afterwards = 0) =>
    radio(score).evaluate(
      (input, ms) =>
        new Promise<void>(resolve => {
          ;(input as HTMLElement).click()
          if (ms) setTimeout(resolve, ms)
          else resolve()
        }),
      afterwards,
    )
  const crashTab = async () => {
    const crashed = scene.page.waitForEvent('crash')
    const session = await scene.context.newCDPSession(scene.page)
    session.send('Page.crash').catch(() => {}) // Nobody is left to answer it.
    await crashed
  }
  /** Later than a survey that was left waits for its visitor. */
  const viewNextPage = async () => {
    await scene.setClock(hour)
    const next = await scene.context.newPage()
    await next.goto(scene.shop.home())
    return next
  }

  test.each(moments)('although the page is left %s', async moment => {
    await beAsked()
    await chooseScoreAndLeave(9, moment)

    await expectCounted(scene.recorder, { ...scored, endedBy: null })
    await expectNothingWaits(await viewNextPage())
    await expectCounted(scene.recorder, scored)
  })

  const momentsOfOutage = isAskedOf(engine, 'more-of-the-same') ? moments : moments.slice(0, 1)
  test.each(momentsOfOutage)('although the page is left %s while the endpoint is down', async moment => {
    await beAsked()
    await scene.recorder.refuse()
    await chooseScoreAndLeave(9, moment)
    await scene.recorder.listen()
    expect(scene.recorder.received).toEqual([])
    const next = await viewNextPage()

    await expectCounted(scene.recorder, { ...scored, endedBy: 'left' })
    await expectNothingWaits(next)
  })

  test('although the tab is closed at once', async () => {
    await beAsked()
    await chooseScore(9)
    await scene.page.close()
    const next = await viewNextPage()

    await expectCounted(scene.recorder, scored)
    await expectNothingWaits(next)
  })

  test('although the tab is closed at once while the endpoint is down', async () => {
    await beAsked()
    await scene.recorder.refuse()
    await chooseScore(9)
    await scene.page.close()
    await scene.recorder.listen()
    const next = await viewNextPage()

    await expectCounted(scene.recorder, { ...scored, endedBy: 'left' })
    await expectNothingWaits(next)
  })

  // Chromium alone lets a tab's process be made to crash.
  test.runIf(engine === 'chromium')('although the tab’s process crashes 100 ms later', async () => {
    await beAsked()
    await chooseScore(9, 100)
    await crashTab()
    expect(scene.recorder.received).toEqual([])
    const next = await viewNextPage()

    await expectCounted(scene.recorder, { ...scored, endedBy: 'left' })
    await expectNothingWaits(next)
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('and no score arrives from a page that is left without a choice', async () => {
      await beAsked()
      await scene.page.goto('about:blank')
      const next = await viewNextPage()
      await expectNothingWaits(next)

      expect(scene.recorder.received).toEqual([])
    })
  }
})
