import { type Engine, launchWhole } from '../support/engines.ts'
import { startRecorder } from '../support/recorder.ts'
import { startBareSite } from '../support/shop.ts'
import { type Played, play } from './play.ts'
import { scheduleOf } from './schedule.ts'

export interface Campaign {
  engine: Engine
  /** How many schedules. */
  rounds: number
  /** The number of the first schedule; each following one has the next number. */
  seed: number
  /** How many visitors at a time. @default 1 */
  atOnce?: number
  /** Hears of each that was played. */
  onPlayed?: (sofar: readonly Played[]) => void
}

/** A schedule that could not be played to its end, so that nothing can be said of it. */
export interface Unplayed {
  seed: number
  error: unknown
}

/** Plays so many schedules of faults in one browser, each with a new visitor. */
export async function campaign({ engine, rounds, seed, atOnce = 1, onPlayed }: Campaign) {
  const elsewhere = await startRecorder()
  const shop = await startBareSite()
  const browser = await launchWhole(engine)
  const played: Played[] = []
  const unplayed: Unplayed[] = []
  let next = seed

  const visitors = Array.from({ length: atOnce }, async () => {
    while (next < seed + rounds) {
      const its = next
      next += 1
      try {
        const schedule = scheduleOf(its, { dies: engine === 'chromium' }, elsewhere.url)
        played.push(await play(schedule, { browser, shop, elsewhere }))
        onPlayed?.(played)
      } catch (error) {
        unplayed.push({ seed: its, error })
      }
    }
  })
  await Promise.all(visitors)
  const version = browser.version()
  await browser.close()
  await shop.stop()
  await elsewhere.stop()
  return { played, unplayed, version }
}
