import { describe, expect, test } from 'vitest'
import { engines, enginesFor, isAskedOf } from '../support/engines.ts'
import {
  day,
  expectCounted,
  expectKept,
  expectNothingWaits,
  expectTried,
  type FaultScene,
  faultScene,
  hour,
  minute,
  retryAtOnce,
  retryLate,
} from '../support/fault-scene.ts'
import { outbox } from '../support/outbox.ts'
import { type Reaction, startRecorder } from '../support/recorder.ts'
import { answer, expectAsked } from '../support/visitor.ts'

const given = { score: 9, reason: 'Fast delivery', state: 'answered', endedBy: 'sent' }

async function give(scene: FaultScene, tag: Record<string, string> = {}): Promise<void> {
  await scene.page.goto(scene.shop.thankYou('A-1', tag))
  await expectAsked(scene.page)
  await answer(scene.page, 9, 'Fast delivery')
}

/** The page says once that the endpoint doesn't take the answer, and tries it once a day, until it does. */
async function expectTriedOnceADay(scene: FaultScene, reaction: Reaction, status: number): Promise<void> {
  const said: string[] = []
  scene.page.on('console', message => said.push(message.text()))
  scene.recorder.react([reaction, reaction])
  await give(scene)
  await expectTried(scene.page, status)
  expect(said.filter(line => line.startsWith('howlikely:'))).toEqual([
    expect.stringContaining(`answered ${status}`),
  ])
  await scene.comeBack(0)
  await scene.comeBack(day - hour)
  await scene.comeBack(day + hour)
  await expect.poll(() => scene.recorder.received.length).toBe(2)
  await expectTried(scene.page, status)
  await scene.comeBack(day + 2 * hour)
  await scene.comeBack(2 * day + 2 * hour)

  await expectCounted(scene.recorder, given)
  await expectNothingWaits(scene.page)
  expect(scene.recorder.received).toHaveLength(3)
  expect(scene.recorder.strays).toEqual([])
}

describe.each(engines)('in %s, an endpoint', engine => {
  const scene = faultScene(engine)

  test('that answers 500 a few times has the answer in the end', async () => {
    await retryAtOnce(scene.context)
    const no = { does: 'answer', status: 500 } as const
    scene.recorder.react([no, no, no])
    await give(scene)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
    expect(scene.recorder.received).toHaveLength(4)
  })

  const redirects = [
    ['a redirect', 307],
    ['a redirect that would turn it into a GET', 302],
  ] as const
  const asked = isAskedOf(engine, 'more-of-the-same') ? redirects : redirects.slice(0, 1)
  test.each(asked)('that answers %s is reported once, and tried once a day', (_case, status) =>
    expectTriedOnceADay(scene, { does: 'redirect', to: '/moved', status }, 300),
  )

  test('that redirects to another origin has nothing sent there', async () => {
    const elsewhere = await startRecorder()
    scene.recorder.react([{ does: 'redirect', to: elsewhere.url }])
    await give(scene)
    await expectTried(scene.page, 300)
    await scene.comeBack(day + hour)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
    expect(elsewhere.received).toEqual([])
    expect(elsewhere.strays).toEqual([])
    await elsewhere.stop()
  })
})

describe.each(enginesFor('endpoint-statuses'))('in %s, an endpoint', engine => {
  const scene = faultScene(engine)

  test.each(['auto', 'json', 'text', 'form'])('gets the same answer as %s', async format => {
    await give(scene, { format })

    await expectCounted(scene.recorder, given)
    expect(scene.recorder.received[0]?.contentType).toContain(
      {
        auto: 'text/plain;charset=UTF-8',
        text: 'text/plain;charset=UTF-8',
        json: 'application/json',
        form: 'application/x-www-form-urlencoded',
      }[format],
    )
  })

  test('that has accepted everything leaves no reason to wake anything on the next page', async () => {
    await give(scene)
    await expectNothingWaits(scene.page)
    const requests: string[] = []
    scene.page.on('request', request => requests.push(request.url()))
    await scene.page.goto(scene.shop.home())
    await scene.page.waitForLoadState('networkidle')

    expect(requests.filter(url => url.includes('/widget/'))).toEqual([
      `${scene.shop.url}/widget/howlikely.js`,
    ])
  })

  test.each([401, 404])('that answers %i is reported once, and tried once a day', status =>
    expectTriedOnceADay(scene, { does: 'answer', status }, status),
  )

  test('that fails is tried again on the next page view, however long the back-off', async () => {
    await retryLate(scene.context)
    scene.recorder.react([], { does: 'answer', status: 500 })
    await give(scene)
    for (const tries of [1, 2, 3, 4, 5, 6]) {
      await expect.poll(() => outbox(scene.page)).toEqual([expect.objectContaining({ tries })])
      await scene.page.goto(scene.shop.home())
    }
    await expect.poll(() => outbox(scene.page)).toEqual([expect.objectContaining({ tries: 7 })])
    scene.recorder.react([])
    await scene.page.goto(scene.shop.home())

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
  })

  test('that asks for patience gets it, and then the answer', async () => {
    scene.recorder.react([{ does: 'answer', status: 429, retryAfter: '3600' }])
    await give(scene)
    await expectTried(scene.page, 429)
    await scene.comeBack(0)
    await scene.comeBack(hour - minute)
    await expectTried(scene.page, 429)
    await scene.comeBack(hour + minute)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
    expect(scene.recorder.received).toHaveLength(2)
  })

  test.each([413, 400])('that answers %i is tried again by a newer client only', async status => {
    scene.recorder.react([{ does: 'answer', status }])
    await give(scene)
    await expectTried(scene.page, status)
    await scene.comeBack(2 * day)
    await expectTried(scene.page, status)
    await scene.page.goto(scene.shop.home())
    // As if an older client had sent it: this one is newer.
    await scene.page.evaluate(() => {
      for (const [key, text] of Object.entries(localStorage)) {
        if (key.startsWith('howlikely:main:out:'))
          localStorage.setItem(key, JSON.stringify({ ...JSON.parse(text), client: 'howlikely/0.0.1' }))
      }
    })
    await scene.comeBack(4 * day)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
    expect(scene.recorder.received).toHaveLength(2)
  })

  test('that moved between two visits gets what the old one did not take', async () => {
    const old = await startRecorder()
    await old.refuse()
    await give(scene, { endpoint: old.url })
    await expectTried(scene.page, 0)
    await scene.page.goto(scene.shop.home({ endpoint: scene.recorder.url }))

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
    expect(old.received).toEqual([])
  })

  test('that moved, and whose old address says 404, gets it a day later', async () => {
    const old = await startRecorder()
    old.react([], { does: 'answer', status: 404 })
    await give(scene, { endpoint: old.url })
    await expectTried(scene.page, 404)
    await scene.page.goto(scene.shop.home({ endpoint: scene.recorder.url }))
    await scene.comeBack(day + hour)

    await expectCounted(scene.recorder, given)
    await expectNothingWaits(scene.page)
    expect(old.received).toHaveLength(1)
    await old.stop()
  })

  test('that has not accepted it yet is a reason to wake on the next page', async () => {
    scene.recorder.react([], { does: 'answer', status: 500 })
    await give(scene)
    await expectKept(scene.page, given)
    await scene.page.goto(scene.shop.home())

    await expect.poll(() => scene.recorder.received.length).toBeGreaterThan(1)
  })
})
