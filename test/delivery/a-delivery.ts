import type { Environment, Shelf } from '../../src/browser/environment.ts'
import { createDelivery, type Refusal } from '../../src/delivery/delivery.ts'
import type { Settings } from '../../src/options/settings.ts'
import type { AskingDesk } from '../../src/showing/asking-part.ts'
import type { Stage } from '../../src/showing/stage.ts'
import { someSettings } from '../eligibility/situations.ts'

/** Local storage as a map; `isFull` decides whether anything more can be kept. */
export function createShelf(isFull = () => false): Shelf {
  const texts = new Map<string, string>()
  return {
    get: key => texts.get(key) ?? null,
    set: (key, text) => !isFull() && !!texts.set(key, text),
    remove: key => void texts.delete(key),
    keys: () => [...texts.keys()],
  }
}

export const now = Date.UTC(2026, 4, 1)

/** An outbox in a page of https://shop.example, whose endpoint answers as it is told. */
export function aDelivery({
  settings = {},
  answer = async () => new Response(null, { status: 204 }),
  local = createShelf(),
  now: nowOf = () => now,
}: {
  settings?: Partial<Settings>
  answer?: (init: RequestInit) => Promise<Response>
  local?: Shelf
  now?: () => number
} = {}) {
  const sent: { endpoint: Settings['endpoint']; init: RequestInit }[] = []
  const refusals: Refusal[] = []
  const delivered: string[] = []
  const environment: Partial<Environment> = {
    now: nowOf,
    local,
    page: () => ({ url: 'https://shop.example/thank-you' }) as ReturnType<Environment['page']>,
  }
  const all = someSettings({ endpoint: 'https://answers.example/responses', ...settings })
  // Of the page, an outbox needs no more than this.
  const desk = {
    environment,
    settings: () => all,
    key: (name: string) => `howlikely:main:${name}`,
    happened: (event: string, { id }: { id: string }) => delivered.push(`${event} ${id}`),
  } as unknown as AskingDesk
  const stage: Partial<Stage> = {
    fetch(endpoint, init) {
      sent.push({ endpoint, init })
      return answer(init)
    },
  }
  const delivery = createDelivery(desk, stage as Stage, async (_id, refusal) => {
    refusals.push(refusal)
    return false
  })
  return { delivery, local, sent, refusals, delivered }
}
