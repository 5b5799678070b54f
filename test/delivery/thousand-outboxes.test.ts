import { expect, test } from 'vitest'
import type { Environment } from '../../src/browser/environment.ts'
import { createLater } from '../../src/delivery/create-later.ts'
import { createDelivery } from '../../src/delivery/delivery.ts'
import type { Later } from '../../src/delivery/later-part.ts'
import type { AskingDesk } from '../../src/showing/asking-part.ts'
import type { Showing } from '../../src/showing/showing.ts'
import type { Stage } from '../../src/showing/stage.ts'
import { someSettings } from '../eligibility/situations.ts'
import { createDice } from '../faults/dice.ts'
import { aRecord } from '../support/records.ts'
import { createShelf } from './a-delivery.ts'

const second = 1000
const start = Date.UTC(2026, 4, 1)

/** Time that passes only when told, and what is to happen in it. */
function createTime() {
  let now = start
  const plans = new Map<number, { at: number; action: () => void }>()
  let next = 0
  return {
    now: () => now,
    later(delay: number, action: () => void) {
      const id = next++
      plans.set(id, { at: now + delay, action })
      return () => void plans.delete(id)
    },
    /** Goes on to whatever is next; false where nothing is. */
    async goOn() {
      let first: number | undefined
      for (const [id, { at }] of plans)
        if (at < (plans.get(first ?? -1)?.at ?? Number.POSITIVE_INFINITY)) first = id
      const plan = plans.get(first ?? -1)
      if (first === undefined || !plan) return false
      plans.delete(first)
      now = plan.at
      plan.action()
      // What follows at once, by promises alone.
      await new Promise(resolve => setImmediate(resolve))
      return true
    },
  }
}

/** A page whose visitor has answered while the endpoint was down. */
function createPage(
  place: number,
  about: Pick<Environment, 'now' | 'random'> & Pick<Stage, 'fetch' | 'later'>,
) {
  const { now, random, fetch, later } = about
  const environment: Partial<Environment> = {
    now,
    random,
    local: createShelf(),
    say: () => {},
    page: () => ({ url: 'https://shop.example/' }) as ReturnType<Environment['page']>,
  }
  const settings = someSettings({ endpoint: 'https://answers.example/responses' })
  // Of the page, an outbox needs no more than this.
  const desk = {
    environment,
    settings: () => settings,
    key: (name: string) => name,
    happened() {},
  } as unknown as AskingDesk
  const stage: Partial<Stage> = {
    client: 'howlikely/1.0.0',
    fetch,
    later,
    moment: () => null,
    claim: async () => () => {},
  }
  let rest: Later | undefined
  const delivery = createDelivery(desk, stage as Stage, async (id, refusal) => rest?.refused(id, refusal))
  rest = createLater({
    desk,
    stage: stage as Stage,
    delivery,
    showing: {} as Showing,
    claim: async () => null,
    loadParts: () => Promise.reject(new Error('Nobody is asked here.')),
    find: () => undefined,
    waiting: () => [],
    wait() {},
    drop() {},
  })
  const id = `0199c0de-0000-7000-8000-${String(place).padStart(12, '0')}`
  delivery.keep(aRecord({ id, state: 'answered', score: 9, revision: 3 }), false)
  return rest
}

test.each([
  ['asks the rest to come back after five seconds', '5'],
  ['says nothing of when to come back', null],
])(
  'an endpoint that takes fifty a second and %s has a thousand outboxes in minutes, each once',
  async (_case, retryAfter) => {
    const time = createTime()
    const { random } = createDice(1)
    const taken: string[] = []
    const asked = new Map<number, number>()
    const fetch: Stage['fetch'] = async (_url, init) => {
      const at = Math.floor((time.now() - start) / second)
      asked.set(at, (asked.get(at) ?? 0) + 1)
      if ((asked.get(at) ?? 0) > 50)
        return new Response('', {
          status: 503,
          ...(retryAfter && { headers: { 'Retry-After': retryAfter } }),
        })
      taken.push(JSON.parse(String(init.body)).id)
      return new Response(null, { status: 204 })
    }
    const pages = Array.from({ length: 1000 }, (_, place) => createPage(place, { ...time, random, fetch }))
    // The network is back, for all of them at once.
    for (const page of pages) time.later(0, () => page.flush())
    while (await time.goOn());

    const tries = [...asked.values()].reduce((one, other) => one + other)
    expect(new Set(taken).size).toBe(1000)
    expect(taken).toHaveLength(1000)
    expect(Math.max(...asked.keys())).toBeLessThan(120)
    // First seen: where the endpoint said how long to wait, all came back in the same second, ten times each.
    expect(tries).toBeLessThan(5000)
  },
  60_000,
)
