import { describe, expect, test } from 'vitest'
import { enginesFor } from '../support/engines.ts'
import { expectCounted, expectNothingWaits, faultScene, hour } from '../support/fault-scene.ts'
import { answer, choose, expectAsked, explain, survey } from '../support/visitor.ts'

const given = { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' }
const everything = { report: 'everything' }
const nothingUnsent = { unsent: 'nothing' }

describe.each(enginesFor('messages'))('in %s, the endpoint gets', engine => {
  const scene = faultScene(engine)

  const arrive = async (tag: Record<string, string> = {}) => {
    await scene.page.goto(scene.shop.thankYou('A-1', tag))
    await expectAsked(scene.page)
  }
  const close = () => survey(scene.page).getByRole('button', { name: 'Close' }).click()
  /** The visitor comes back after the time in which a page could be resumed. */
  const comeBackLater = async () => {
    await scene.page.goto('about:blank')
    await scene.setClock(hour)
    await scene.page.goto(scene.shop.home())
    await explain(scene.page)
    await expectNothingWaits(scene.page)
  }
  const states = () =>
    scene.recorder.received.map(({ record }) => [record.state, record.endedBy, record.score])

  describe("with report 'answers'", () => {
    test('nothing about a visitor who is asked and closes the card', async () => {
      await arrive()
      await close()
      await comeBackLater()

      expect(states()).toEqual([])
    })

    test('a score that was chosen when the card was closed', async () => {
      await arrive()
      await choose(scene.page, 9)
      await close()

      await expectCounted(scene.recorder, { score: 9, reason: null, state: 'scored', endedBy: 'closed' })
      await expectNothingWaits(scene.page)
    })

    test('no word of a reason that was not sent', async () => {
      await arrive()
      await choose(scene.page, 9)
      await survey(scene.page).getByRole('textbox').fill('Nobody’s business')
      await close()

      await expectCounted(scene.recorder, { score: 9, reason: null, state: 'scored' })
    })
  })

  describe("with report 'everything'", () => {
    test('that somebody was asked and closed the card', async () => {
      await arrive(everything)
      await close()

      await expectCounted(scene.recorder, { score: null, state: 'dismissed', endedBy: 'closed' })
      await expectNothingWaits(scene.page)
    })

    test('that somebody was asked, and left', async () => {
      await arrive(everything)
      await scene.page.goto(scene.shop.home(everything))

      await expectCounted(scene.recorder, { score: null, state: 'asked', endedBy: null })
    })

    test('the answer', async () => {
      await arrive(everything)
      await answer(scene.page, 9, 'Fast delivery')

      await expectCounted(scene.recorder, given)
      await expectNothingWaits(scene.page)
    })
  })

  describe("with unsent 'nothing'", () => {
    test.each(['closes the card', 'goes away'])('no score from a visitor who %s', async how => {
      await arrive(nothingUnsent)
      await choose(scene.page, 9)
      if (how === 'closes the card') await close()
      await comeBackLater()

      expect(states()).toEqual([])
    })

    test('the whole answer, in one message, from a visitor who sends it', async () => {
      await arrive(nothingUnsent)
      await answer(scene.page, 9, 'Fast delivery')

      await expectCounted(scene.recorder, given)
      expect(scene.recorder.received).toHaveLength(1)
    })

    test('and report everything, that somebody was asked, and never the score', async () => {
      await arrive({ ...everything, ...nothingUnsent })
      await choose(scene.page, 9)
      await scene.page.goto(scene.shop.home({ ...everything, ...nothingUnsent }))
      await expect.poll(states).toEqual([['asked', null, null]])
      await comeBackLater()

      expect(new Set(scene.recorder.received.map(({ record }) => record.score))).toEqual(new Set([null]))
    })
  })
})

describe.each(enginesFor('messages'))(
  'in %s, a page whose other scripts have taken what may outlive it',
  engine => {
    const scene = faultScene(engine)

    test('sends the answer all the same', async () => {
      scene.recorder.react([{ does: 'hang' }])
      await scene.page.goto(scene.shop.thankYou('A-1'))
      await expectAsked(scene.page)
      // 64 KiB for all scripts of a page, as long as they are under way.
      await scene.page.evaluate(
        ({ url, body }) => void fetch(url, { method: 'POST', keepalive: true, body }).catch(() => {}),
        { url: scene.recorder.url, body: JSON.stringify({ filler: 'x'.repeat(65_000) }) },
      )
      await expect.poll(() => scene.recorder.received.length).toBe(1)
      await answer(scene.page, 9, 'Fast delivery')

      await expectCounted(scene.recorder, given)
      await expectNothingWaits(scene.page)
    })
  },
)
