import { describe, expect, test } from 'vitest'
import { aRecord } from '../support/records.ts'
import { aDelivery, now } from './a-delivery.ts'

const answered = aRecord({ state: 'answered', score: 9, revision: 3 })
const { id } = answered
const wakeAt = 'howlikely:main:wakeAt'

/** A page whose endpoint gives these answers in turn, and then accepts everything. */
function aPageAt(...answers: (() => Response)[]) {
  const page = aDelivery({ answer: async () => answers.shift()?.() ?? new Response(null, { status: 204 }) })
  page.delivery.keep(answered, false)
  return page
}

const fails = () => new Response('', { status: 503 })
const isUnreachable = () => {
  throw new TypeError('Failed to fetch')
}

describe('an answer that was not accepted', () => {
  test.each([
    ['failed', fails],
    // At once a second time, in a request that ends with its page.
    ['could not be reached', isUnreachable],
  ])('is sent again by the page’s own timer, where the endpoint %s', async (_case, answer) => {
    const { delivery, clock, delivered, local } = aPageAt(answer, answer)
    expect(await delivery.send(id)).toBe(false)
    expect(Number(local.get(wakeAt))).toBeGreaterThanOrEqual(now)
    // Each wait is half of what it may be at most: 1 and 2 seconds.
    await clock.pass(3000)

    expect(delivered).toEqual([id])
    expect(local.keys()).toEqual([])
  })

  test('waits twice as long after each try', async () => {
    const times: number[] = []
    const { delivery, clock } = aDelivery({
      async answer() {
        times.push(clock.now() - now)
        return fails()
      },
    })
    delivery.keep(answered, false)
    await delivery.send(id)
    await clock.pass(15_000)

    expect(times).toEqual([0, 1000, 3000, 7000, 15_000])
  })

  test('waits as long as the endpoint wants, and then for the dice', async () => {
    const { delivery, clock, sent } = aPageAt(
      () => new Response('', { status: 503, headers: { 'Retry-After': '120' } }),
    )
    await delivery.send(id)
    await clock.pass(120_999)
    expect(sent).toHaveLength(1)

    await clock.pass(1)
    expect(sent).toHaveLength(2)
  })

  test.each(['stop', 'forget'] as const)('is not sent again by a page that was told to %s', async command => {
    const { delivery, clock, sent } = aPageAt(fails)
    await delivery.send(id)
    delivery[command]()
    await clock.pass(600_000)

    expect(sent).toHaveLength(1)
  })

  test('is left to a later page if the message will never be accepted, and the site is told once', async () => {
    const refuses = () => new Response('', { status: 422 })
    const { delivery, clock, sent, said } = aPageAt(refuses, refuses)
    await delivery.send(id)
    await clock.pass(600_000)
    await delivery.send(id)

    expect(sent).toHaveLength(2)
    expect(said).toEqual([
      'the endpoint answered 422, and only a 2xx accepts a response. The answer is kept and sent again later.',
    ])
  })
})

test('a page view looks after triggers that wait, though the outbox is empty', async () => {
  const { delivery, local } = aDelivery({ waitingDue: () => [now + 5000, now + 1000] })
  await delivery.sendDue(true)

  expect(local.get(wakeAt)).toBe(`${now + 1000}`)
})
