import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession } from 'playwright'
import type { Measure } from '../measure.ts'
import { pathOf } from '../pages.ts'
import { asNewVisitor, newPage, slowDown } from '../visit.ts'

/** How long the page is watched after it has loaded, in ms. */
const watched = 3000

/**
 * The cost of a page view on which nothing happens: compiling and running scripts, in Chromium's own sums. Nothing is
 * put into the page, so all of it is the page's. Each visitor has a new renderer, so the sums begin at 0. They count the
 * main thread's processor time (including the slow-down), so other programs' turns don't count.
 */
export const idleScript: Measure = {
  figures: [
    {
      id: 'idleScript',
      words: 'script time without a trigger, slow CPU',
      unit: 'ms',
      digits: 1,
      goal: { kind: 'at most', most: 5 },
    },
  ],
  run: (bench, subject) =>
    asNewVisitor(bench, async visitor => {
      const { page, session } = await newPage(visitor)
      await session.send('Performance.enable', { timeDomain: 'threadTicks' })
      await slowDown(session)
      await page.goto(visitor.origin + pathOf(subject), { waitUntil: 'load' })
      await sleep(watched)
      return [await scriptTime(session)]
    }),
}

async function scriptTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const seconds = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0
  return 1000 * (seconds('ScriptDuration') + seconds('V8CompileDuration'))
}
