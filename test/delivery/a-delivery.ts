import type { Browser } from '../../src/browser/browser.ts'
import { createDelivery } from '../../src/delivery/delivery.ts'
import type { Settings } from '../../src/options/settings.ts'
import { aBrowserInMemory } from '../doubles/browser.ts'
import { aClock, type Clock } from '../doubles/clock.ts'
import { someSettings } from '../eligibility/situations.ts'

export const now = Date.UTC(2026, 4, 1)

/** An outbox in a page of https://shop.example, whose endpoint answers as it is told. */
export function aDelivery({
  settings = {},
  answer = async () => new Response(null, { status: 204 }),
  clock = aClock(now),
  waitingDue = () => [],
  ...changes
}: {
  settings?: Partial<Settings>
  answer?: (init: RequestInit) => Promise<Response>
  clock?: Clock
  /** When triggers that wait for a later page are due. */
  waitingDue?: () => readonly number[]
} & Partial<Browser> = {}) {
  const sent: { endpoint: string; init: RequestInit }[] = []
  const delivered: string[] = []
  const said: string[] = []
  const all = someSettings({ endpoint: 'https://answers.example/responses', ...settings })
  const browser = aBrowserInMemory({
    clock,
    fetch(endpoint, init) {
      sent.push({ endpoint, init })
      return answer(init)
    },
    warn: sentence => void said.push(sentence),
    ...changes,
  })
  const delivery = createDelivery({
    browser,
    settings: () => all,
    key: name => `howlikely:main:${name}`,
    delivered: ({ id }) => void delivered.push(id),
    waitingDue,
  })
  return { delivery, local: browser.local, clock, sent, delivered, said }
}
