import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aResponse } from '../collector/a-response.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { mounts, type RunningShop } from '../support/mounts.ts'

// Each starts two processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

for (const { name, isHere } of mounts) {
  test.skipIf(!isHere)(`the recipe for ${name} is tried on this machine`, () => expect(isHere).toBe(true))
}

describe.each(mounts.filter(({ isHere }) => isHere))(
  'a collector under the shop’s own path, by $name',
  ({ start }) => {
    let collector: RunningCollector
    let shop: RunningShop

    beforeAll(async () => {
      collector = await startCollector({ environment: { TRUSTED_PROXIES: '127.0.0.1' } })
      shop = await start(collector.url)
    })
    afterAll(async () => {
      await shop.stop()
      await collector.stop()
    })

    const post = (record: object) =>
      fetch(`${shop.url}/howlikely/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: shop.url },
        body: JSON.stringify(record),
      })

    test('stores what the shop’s pages send, and answers with the cookie, since it is the shop’s own', async () => {
      const record = aResponse({ reason: 'Snabb & enkel 🙂' })
      const answer = await post(record)

      expect(answer.status).toBe(204)
      expect(answer.headers.getSetCookie().join()).toMatch(/^howlikely_main_s=1\./)
      expect(collector.responses()).toContainEqual(
        expect.objectContaining({ id: record.id, reason: record.reason }),
      )
    })

    test('says what is wrong with a message, as the collector does', async () => {
      const answer = await post(aResponse({ score: 11 }))

      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ field: 'score', found: '11' })
    })

    test('answers what else is known of a signed visitor', async () => {
      const answer = await fetch(`${shop.url}/howlikely/eligibility`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', origin: shop.url },
        body: JSON.stringify({ schema: 1, site: 'main', respondent: { id: 'u_1' } }),
      })

      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({ askings: [], waiting: [] })
    })

    test('keeps the report, the triggers and all else to itself', async () => {
      for (const path of ['report', 'api/report', 'triggers', 'readyz', '../readyz', '']) {
        expect((await fetch(`${shop.url}/howlikely/${path}`)).status, path).toBe(404)
      }
      expect(await (await fetch(shop.url)).text()).toBe('The shop')
    })
  },
)
