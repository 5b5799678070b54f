import type { CDPSession } from 'playwright'
import type { Measure } from '../measure.ts'
import { triggeredPathOf } from '../pages.ts'
import { asNewVisitor, newWatchedPage, withPatience } from '../visit.ts'

/** 1.6 Mbit/s, in bytes a second. */
const throughput = 200_000
/** Milliseconds from a request to the first byte of its answer. */
const latency = 150

/** From the start of the navigation to the question, with an empty cache, on a page that contains the trigger. */
export const slowNetwork: Measure = {
  figures: [
    {
      id: 'slowNetwork',
      words: 'navigation → question painted, slow network',
      unit: 'ms',
      digits: 0,
      goal: { kind: 'times', of: 'floor', most: 1.5 },
    },
  ],
  run: (bench, subject) =>
    asNewVisitor(bench, async visitor => {
      const { page, session } = await newWatchedPage(visitor)
      await page.addInitScript('globalThis.questionPainted = benchWatch.painted("legend")')
      await slowDownNetwork(session)
      await page.goto(visitor.origin + triggeredPathOf(subject), { waitUntil: 'commit' })
      return [await withPatience(page.evaluate<number>('questionPainted'), page)]
    }),
}

async function slowDownNetwork(session: CDPSession): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  })
}
