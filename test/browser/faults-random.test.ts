import { describe, expect, test, vi } from 'vitest'
import { campaign } from '../faults/campaign.ts'
import { play } from '../faults/play.ts'
import { scheduleOf } from '../faults/schedule.ts'
import { tally } from '../faults/tally.ts'
import { engines, sharedBrowser } from '../support/engines.ts'
import { startRecorder } from '../support/recorder.ts'
import { startBareSite } from '../support/shop.ts'
import { tries } from '../support/thorough.ts'

vi.setConfig({ testTimeout: 240_000 })

/** Each meets some of the faults; each kind by itself is in the other files of faults. */
const visitors = tries(6, 12)

describe.each(engines)('in %s', engine => {
  test(`${visitors} visitors meet faults by chance, and every answer arrives, once`, async () => {
    const { played, unplayed } = await campaign({ engine, rounds: visitors, seed: 1, atOnce: 3 })
    const { all, unstored } = tally(played)

    expect(unplayed).toEqual([])
    expect(all.given).toBeGreaterThan(visitors)
    expect(all.injected).toBeGreaterThan(2.5 * visitors)
    // Name the visitor and the faults: a number alone wouldn't help to find the bug.
    const lost = played.flatMap(({ schedule, answers }) =>
      schedule.storage === 'works'
        ? answers.filter(({ arrived }) => !arrived).map(({ met }) => ({ schedule, met: [...met] }))
        : [],
    )
    expect(lost).toEqual([])
    expect({ lost: all.lost, twice: all.twice }).toEqual({ lost: 0, twice: 0 })
    expect(unstored.twice).toBe(0)
  })

  test('an endpoint that says it has an answer, and has not, would be noticed', async () => {
    const elsewhere = await startRecorder()
    const shop = await startBareSite()
    const browser = await sharedBrowser(engine)
    const schedule = scheduleOf(1, { dies: false }, elsewhere.url)
    const [first] = schedule.visits
    if (!first) throw new Error('A schedule has a visit.')
    const visit = {
      ...first,
      address: 'right',
      outage: 'none',
      scripts: null,
      reactions: [],
      otherwise: { does: 'answer', status: 204 },
      deed: 'send',
      departure: 'stays',
      goesOn: false,
    } as const

    const { answers } = await play(
      { ...schedule, storage: 'works', visits: [visit] },
      { browser, shop, elsewhere },
    )
    await shop.stop()
    await elsewhere.stop()

    expect(answers.map(({ arrived }) => arrived)).toEqual([false])
  })
})
