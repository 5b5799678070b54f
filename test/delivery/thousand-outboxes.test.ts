import { expect, test } from 'vitest'
import type { Browser } from '../../src/browser/browser.ts'
import { aClock } from '../doubles/clock.ts'
import { createDice } from '../faults/dice.ts'
import { aRecord } from '../support/records.ts'
import { aDelivery } from './a-delivery.ts'

const second = 1000
const start = Date.UTC(2026, 4, 1)

/** A page whose visitor has answered while the endpoint was down. */
function aPageWithAnAnswer(place: number, about: Parameters<typeof aDelivery>[0]) {
  const { delivery } = aDelivery(about)
  const id = `0199c0de-0000-7000-8000-${String(place).padStart(12, '0')}`
  delivery.keep(aRecord({ id, state: 'answered', score: 9, revision: 3 }), false)
  return delivery
}

test.each([
  ['asks the rest to come back after five seconds', '5'],
  ['says nothing of when to come back', null],
])(
  'an endpoint that takes fifty a second and %s has a thousand outboxes in minutes, each once',
  async (_case, retryAfter) => {
    // What follows at once does so by promises alone.
    const clock = aClock(start, () => new Promise(resolve => setImmediate(resolve)))
    const { random } = createDice(1)
    const taken: string[] = []
    const asked = new Map<number, number>()
    const fetch: Browser['fetch'] = async (_url, init) => {
      const at = Math.floor((clock.now() - start) / second)
      asked.set(at, (asked.get(at) ?? 0) + 1)
      if ((asked.get(at) ?? 0) > 50)
        return new Response('', {
          status: 503,
          ...(retryAfter && { headers: { 'Retry-After': retryAfter } }),
        })
      taken.push(JSON.parse(String(init.body)).id)
      return new Response(null, { status: 204 })
    }
    const pages = Array.from({ length: 1000 }, (_, place) =>
      aPageWithAnAnswer(place, { clock, random, fetch }),
    )
    // The network is back, for all of them at once.
    for (const page of pages) clock.later(0, () => page.sendDue(true))
    while (await clock.goOn());

    const tries = [...asked.values()].reduce((one, other) => one + other)
    expect(new Set(taken).size).toBe(1000)
    expect(taken).toHaveLength(1000)
    expect(Math.max(...asked.keys())).toBeLessThan(120)
    // First seen: if the endpoint said how long to wait, all came back in the same second, ten times each.
    expect(tries).toBeLessThan(5000)
  },
  60_000,
)
