import { describe, expect, test } from 'vitest'
import { engines, isAskedOf } from '../support/engines.ts'
import { expectCounted, expectNothingWaits, faultScene } from '../support/fault-scene.ts'
import { blockStorage, fillStorage } from '../support/storage-faults.ts'
import { answer, choose, expectAsked, survey, whyNot } from '../support/visitor.ts'

const given = { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' }

const ask = { 'without-memory': 'ask' }

describe.each(engines)('in %s, if storage', engine => {
  const scene = faultScene(engine)

  const send = async () => {
    await survey(scene.page).getByRole('textbox').fill('Fast delivery')
    await survey(scene.page).getByRole('button', { name: 'Send' }).click()
  }
  const expectThanked = () =>
    survey(scene.page)
      .getByText(/Thank you/)
      .waitFor()

  test('is blocked, nobody is asked', async () => {
    await blockStorage(scene.context)
    await scene.page.goto(scene.shop.thankYou('A-1'))

    expect(await whyNot(scene.page, 'checkout')).toEqual(['memory'])
    expect(await survey(scene.page).count()).toBe(0)
  })

  test('is blocked, the score arrives from a tab that is closed', async () => {
    await blockStorage(scene.context)
    await scene.page.goto(scene.shop.thankYou('A-1', ask))
    await expectAsked(scene.page)
    await choose(scene.page, 9)
    await scene.page.close({ runBeforeUnload: true })

    await expectCounted(scene.recorder, { score: 9, state: 'scored', reason: null })
  })

  test('is blocked while the endpoint is down, the visitor is told and can try again', async () => {
    await blockStorage(scene.context)
    await scene.recorder.refuse()
    await scene.page.goto(scene.shop.thankYou('A-1', ask))
    await expectAsked(scene.page)
    await choose(scene.page, 9)
    await send()
    await survey(scene.page).getByRole('alert').waitFor()
    await scene.recorder.listen()
    await send()
    await expectThanked()

    await expectCounted(scene.recorder, given)
  })

  test('is full from the moment a score was chosen, the whole answer arrives', async () => {
    // First seen: the score that was stored was sent in place of the answer that could not be.
    await scene.page.goto(scene.shop.thankYou('A-1'))
    await expectAsked(scene.page)
    await choose(scene.page, 9)
    await fillStorage(scene.page)
    await send()
    await expectThanked()

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('is full from the moment a score was chosen, the visitor is told of an endpoint that is down', async () => {
    await scene.page.goto(scene.shop.thankYou('A-1'))
    await expectAsked(scene.page)
    await choose(scene.page, 9)
    await fillStorage(scene.page)
    await scene.recorder.refuse()
    await send()
    await survey(scene.page).getByRole('alert').waitFor()
    await scene.recorder.listen()
    await send()
    await expectThanked()

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('is full, nobody is asked', async () => {
      await scene.page.goto(scene.shop.home())
      await fillStorage(scene.page)
      await scene.page.goto(scene.shop.thankYou('A-1'))

      expect(await whyNot(scene.page, 'checkout')).toEqual(['memory'])
      expect(await survey(scene.page).count()).toBe(0)
    })

    test('is blocked, and the site asks nevertheless, the answer arrives', async () => {
      await blockStorage(scene.context)
      await scene.page.goto(scene.shop.thankYou('A-1', ask))
      await expectAsked(scene.page)
      await answer(scene.page, 9, 'Fast delivery')

      await expectCounted(scene.recorder, given)
    })
  }
})
