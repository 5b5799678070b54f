import { describe, expect, test } from 'vitest'
import { engines, isAskedOf } from '../support/engines.ts'
import {
  expectCounted,
  expectKept,
  expectNothingWaits,
  expectTried,
  faultScene,
  hour,
  retryAtOnce,
  retryLate,
} from '../support/fault-scene.ts'
import { outbox } from '../support/outbox.ts'
import { counted, type Reaction } from '../support/recorder.ts'
import { answer, expectAsked, explain } from '../support/visitor.ts'

const given = { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' }

describe.each(engines)('in %s, an answer arrives once, although', engine => {
  const scene = faultScene(engine)

  const give = async (tag: Record<string, string> = {}) => {
    await scene.page.goto(scene.shop.thankYou('A-1', tag))
    await expectAsked(scene.page)
    await answer(scene.page, 9, 'Fast delivery')
  }

  test('nothing went wrong: the outbox is empty, and one message came', async () => {
    await give()

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
    expect(scene.recorder.received).toHaveLength(1)
  })

  test('connections are refused at Send and through a reload', async () => {
    await scene.recorder.refuse()
    await give()
    await expectTried(scene.page, 0)
    await scene.page.reload()
    await expectKept(scene.page, given)
    await scene.recorder.listen()
    await scene.page.goto(scene.shop.home())

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('the endpoint’s name is not known, until its address is mended', async () => {
    await give({ endpoint: 'http://answers.invalid/answers' })
    await expectTried(scene.page, 0)
    await scene.page.goto(scene.shop.home({ endpoint: scene.recorder.url }))

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('TLS fails, until the address is mended', async () => {
    await give({ endpoint: scene.recorder.url.replace('http:', 'https:') })
    await expectTried(scene.page, 0)
    expect(scene.recorder.received).toEqual([])
    await scene.page.goto(scene.shop.home({ endpoint: scene.recorder.url }))

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('the endpoint never answers, and the page gives up waiting', async () => {
    // The page's patience, reduced to a hundredth.
    await scene.context.addInitScript(() => {
      const timeout = AbortSignal.timeout.bind(AbortSignal)
      AbortSignal.timeout = ms => timeout(ms / 100)
    })
    await retryAtOnce(scene.context)
    scene.recorder.react([{ does: 'hang' }, { does: 'take and hang' }])
    await give()

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('an earlier answer hangs in one tab while another is given in a second', async () => {
    const waits = { 'wait-after-answer': '0', 'wait-between': '0' }
    await retryLate(scene.context)
    scene.recorder.react([{ does: 'answer', status: 503 }], { does: 'hang' })
    await give(waits)
    await expectTried(scene.page, 503)
    await scene.page.goto(scene.shop.home())
    await expect.poll(() => scene.recorder.received.length).toBeGreaterThan(1)
    await scene.setClock(hour)
    scene.recorder.react([])
    const second = await scene.context.newPage()
    await second.goto(scene.shop.thankYou('A-2'))
    await expectAsked(second)
    await answer(second, 3)

    await expect
      .poll(() => scene.recorder.received.filter(one => one.taken).map(one => one.record.score))
      .toContain(3)
  })

  const reactions: readonly Reaction[] = [
    { does: 'reset' },
    { does: 'take and break off', within: 'body' },
    { does: 'accept', afterMs: 1500 },
    { does: 'refuse CORS' },
  ]
  const moreReactions: readonly Reaction[] = [
    { does: 'take and reset' },
    { does: 'take and break off', within: 'head' },
  ]
  const met = isAskedOf(engine, 'more-of-the-same') ? [...reactions, ...moreReactions] : reactions
  test.each(met)('one message meets %o', async reaction => {
    await retryAtOnce(scene.context)
    scene.recorder.react([reaction, reaction])
    await give()

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('CORS is refused to a message that needs a preflight', async () => {
    await retryAtOnce(scene.context)
    scene.recorder.react([], { does: 'refuse CORS' })
    await give({ format: 'json' })
    await expectTried(scene.page, 0)
    expect(scene.recorder.received).toEqual([])
    scene.recorder.react([])

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('the visitor was offline, and comes back while the page is open', async () => {
    await retryLate(scene.context)
    await scene.page.goto(scene.shop.thankYou('A-1'))
    await expectAsked(scene.page)
    await scene.context.setOffline(true)
    const failed = scene.page.waitForEvent('requestfailed', request => request.method() === 'POST')
    await answer(scene.page, 9, 'Fast delivery')
    await failed
    await expectKept(scene.page, given)
    await scene.context.setOffline(false)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('connections are refused for a while, on the same page', async () => {
      await retryAtOnce(scene.context)
      await scene.recorder.refuse()
      await give()
      await expectTried(scene.page, 0)
      await scene.recorder.listen()

      await expectCounted(scene.recorder, given)
      await expectNothingWaits(scene.page)
    })

    test('the endpoint never answers, and the visitor leaves', async () => {
      scene.recorder.react([{ does: 'hang' }])
      await give()
      await expect.poll(() => scene.recorder.received.length).toBe(1)
      await scene.page.goto(scene.shop.home())

      await expectCounted(scene.recorder, given)
      await expectNothingWaits(scene.page)
    })

    test('fifty wait in one browser', async () => {
      scene.recorder.react([], { does: 'answer', status: 500 })
      await give()
      await expectTried(scene.page, 500)
      const key = await scene.page.evaluate(() =>
        Object.keys(localStorage).find(name => name.includes(':out:')),
      )
      // As if forty-nine more had been given before.
      await scene.page.evaluate(name => {
        const entry = JSON.parse(localStorage.getItem(`${name}`) ?? '')
        for (let place = 10; place < 59; place += 1) {
          // The last digit distinguishes each from the real one.
          const last = entry.record.id.endsWith('a') ? 'b' : 'a'
          const id = `${entry.record.id.slice(0, -3)}${place}${last}`
          const record = { ...entry.record, id, trigger: { ...entry.record.trigger, ref: `B-${place}` } }
          localStorage.setItem(`howlikely:main:out:${id}`, JSON.stringify({ ...entry, record }))
        }
      }, key)
      expect(await outbox(scene.page)).toHaveLength(50)
      scene.recorder.react([])
      await scene.page.goto(scene.shop.home())

      // One after the other: on a busy machine that takes a while.
      await expect.poll(() => outbox(scene.page), { timeout: 45_000 }).toEqual([])
      const refs = counted(scene.recorder.received).map(({ trigger }) => trigger.ref)
      expect(refs).toHaveLength(50)
      expect(new Set(refs).size).toBe(50)
    })
  }
})

describe.each(engines)('in %s, an endpoint that never answers', engine => {
  const scene = faultScene(engine)

  test('keeps no visitor from being asked about something else', async () => {
    const waits = { 'wait-after-answer': '0', 'wait-between': '0' }
    scene.recorder.react([], { does: 'hang' })
    await scene.page.goto(scene.shop.thankYou('A-1', waits))
    await expectAsked(scene.page)
    await answer(scene.page, 9)
    await scene.setClock(hour)
    await scene.page.goto(scene.shop.thankYou('A-2'))

    await expectAsked(scene.page)
  })

  if (isAskedOf(engine, 'more-of-the-same')) {
    test('keeps no answer from `explain`', async () => {
      scene.recorder.react([], { does: 'hang' })
      await scene.page.goto(scene.shop.thankYou('A-1'))
      await expectAsked(scene.page)
      await answer(scene.page, 9)
      await scene.page.goto(scene.shop.home())

      expect(await explain(scene.page)).toMatchObject({ surveys: [{ id: 'checkout' }, { id: 'support' }] })
    })
  }
})
