import { describe, expect, test } from 'vitest'
import { engines, isAskedOf } from '../support/engines.ts'
import {
  day,
  expectCounted,
  expectNothingWaits,
  expectTried,
  faultScene,
  hour,
  minute,
  retryLate,
} from '../support/fault-scene.ts'
import { counted } from '../support/recorder.ts'
import { answer, choose, expectAsked, survey } from '../support/visitor.ts'

const given = { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' }
const scored = { score: 9, reason: null, state: 'scored', endedBy: null }
const year = 365 * day

describe.each(engines)('in %s, an answer arrives once, although', engine => {
  const scene = faultScene(engine)

  const arrive = async (tag: Record<string, string> = {}) => {
    await scene.page.goto(scene.shop.thankYou('A-1', tag))
    await expectAsked(scene.page)
  }
  const give = async (tag: Record<string, string> = {}) => {
    await arrive(tag)
    await answer(scene.page, 9, 'Fast delivery')
  }
  /** Closes the tab; its last try comes to nothing, and the next will do. */
  const closeTried = async () => {
    await scene.page.close({ runBeforeUnload: true })
    await expect.poll(() => scene.recorder.received.length).toBe(1)
    scene.recorder.react([])
  }
  const pressSend = () => survey(scene.page).getByRole('button', { name: 'Send' }).click()

  test.each([0, 800])(
    'the tab is closed a moment after Send, at an endpoint that takes %i ms',
    async afterMs => {
      scene.recorder.react([], { does: 'accept', afterMs })
      await arrive()
      await choose(scene.page, 9)
      await survey(scene.page).getByRole('textbox').fill('Fast delivery')
      await pressSend()
      await scene.page.close({ runBeforeUnload: true })

      await expectCounted(scene.recorder, given)
      const next = await scene.context.newPage()
      await next.goto(scene.shop.home())
      await expectNothingWaits(next)
      await expectCounted(scene.recorder, given)
    },
  )

  test('the tab is closed right after a score was chosen: the score arrives', async () => {
    await arrive()
    await choose(scene.page, 9)
    await scene.page.close({ runBeforeUnload: true })

    await expectCounted(scene.recorder, scored)
  })

  test('the page changed between the score and Send', async () => {
    await arrive()
    await choose(scene.page, 9)
    await scene.page.goto(scene.shop.home())
    await expectAsked(scene.page)
    await survey(scene.page).getByRole('textbox').fill('Fast delivery')
    await pressSend()

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('the score was chosen and left while the endpoint was down, and nobody comes back to it', async () => {
    scene.recorder.react([], { does: 'answer', status: 500 })
    await arrive()
    await choose(scene.page, 9)
    await closeTried()
    await scene.setClock(hour)
    const next = await scene.context.newPage()
    await next.goto(scene.shop.home())

    await expectCounted(scene.recorder, { ...scored, endedBy: 'left' })
    await expectNothingWaits(next)
  })

  test('two tabs find it waiting at the same moment', async () => {
    await scene.recorder.refuse()
    await give()
    await expectTried(scene.page, 0)
    await scene.recorder.listen()
    const second = await scene.context.newPage()
    await Promise.all([scene.page.goto(scene.shop.home()), second.goto(scene.shop.home())])

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(second)
  })

  test('the clock was a year ahead at Send, while the endpoint was down, and then right', async () => {
    await scene.recorder.refuse()
    await scene.setClock(year)
    await give()
    await expectTried(scene.page, 0)
    await scene.recorder.listen()
    await scene.comeBack(0)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('the clock goes back while the page backs off', async () => {
    await scene.recorder.refuse()
    await scene.setClock(day)
    await give()
    await expectTried(scene.page, 0)
    await scene.recorder.listen()
    await scene.comeBack(minute)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('the endpoint fails at Send, and the tab is closed before the back-off is over', async () => {
      await retryLate(scene.context)
      scene.recorder.react([{ does: 'answer', status: 500 }])
      await give()
      await expectTried(scene.page, 500)
      await scene.page.close({ runBeforeUnload: true })

      await expectCounted(scene.recorder, given)
    })

    test('the page is left right after a score was chosen: the score arrives', async () => {
      await arrive()
      await choose(scene.page, 9)
      await scene.page.goto('about:blank')

      await expectCounted(scene.recorder, scored)
    })

    test('another was given in a second tab', async () => {
      const waits = { 'wait-after-answer': '0', 'wait-between': '0' }
      await scene.recorder.refuse()
      await give(waits)
      await survey(scene.page).getByRole('button', { name: 'Close' }).click()
      await scene.setClock(hour)
      const second = await scene.context.newPage()
      await second.goto(scene.shop.thankYou('A-2'))
      await expectAsked(second)
      await answer(second, 2, 'Cold coffee')
      await scene.recorder.listen()
      await Promise.all([scene.page.reload(), second.goto(scene.shop.home())])

      await expect
        .poll(() => counted(scene.recorder.received).map(({ score, reason }) => [score, reason]))
        .toEqual(
          expect.arrayContaining([
            [9, 'Fast delivery'],
            [2, 'Cold coffee'],
          ]),
        )
      await expectNothingWaits(second)
      expect(counted(scene.recorder.received)).toHaveLength(2)
    })

    test('the clock was a year ahead when the endpoint asked for patience, and then right', async () => {
      scene.recorder.react([{ does: 'answer', status: 503, retryAfter: '7200' }])
      await scene.setClock(year)
      await give()
      await expectTried(scene.page, 503)
      await scene.comeBack(0)

      await expectCounted(scene.recorder, given)
      await expectNothingWaits(scene.page)
    })

    test('the clock was a year ahead when the score was chosen and left, and then right', async () => {
      scene.recorder.react([], { does: 'answer', status: 500 })
      await scene.setClock(year)
      await arrive()
      await choose(scene.page, 9)
      await closeTried()
      await scene.setClock(0)
      const next = await scene.context.newPage()
      await next.goto(scene.shop.home())

      await expectCounted(scene.recorder, { ...scored, endedBy: 'left' })
      await expectNothingWaits(next)
    })

    test('40 days passed between the score and Send', async () => {
      await arrive()
      await choose(scene.page, 9)
      await scene.setClock(40 * day)
      await survey(scene.page).getByRole('textbox').fill('Fast delivery')
      await pressSend()

      await expectCounted(scene.recorder, given)
      await expectNothingWaits(scene.page)
    })

    test('the clock jumps 40 days ahead before the next visit', async () => {
      await scene.recorder.refuse()
      await give()
      await expectTried(scene.page, 0)
      await scene.recorder.listen()
      await scene.comeBack(40 * day)

      await expectCounted(scene.recorder, given)
      await expectNothingWaits(scene.page)
    })
  }
})
