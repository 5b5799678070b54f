import type { CDPSession } from 'playwright'
import type { Measure } from '../measure.ts'
import { emptyPath, pathOf } from '../pages.ts'
import { ask, asNewVisitor, newWatchedPage, openSettled, settle } from '../visit.ts'

/** How much more memory scripts hold while the survey is shown than on a page without one. */
export const heap: Measure = {
  figures: [
    {
      id: 'heap',
      words: 'heap with the survey shown',
      unit: 'kB',
      digits: 0,
      goal: { kind: 'at most', most: 350 },
    },
  ],
  run: (bench, subject) =>
    asNewVisitor(bench, async visitor => {
      const { page, session } = await newWatchedPage(visitor)
      await openSettled(page, visitor.origin + pathOf(subject))
      await ask(page, subject.trigger)
      await settle(page)
      return [await heapInUse(session)]
    }),
  baseline: bench =>
    asNewVisitor(bench, async visitor => {
      const { page, session } = await newWatchedPage(visitor)
      await openSettled(page, visitor.origin + emptyPath)
      await settle(page)
      return [await heapInUse(session)]
    }),
}

async function heapInUse(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable')
  // Objects freed by the first collection may have been keeping others alive.
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1000
}
