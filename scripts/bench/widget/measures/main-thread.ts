import type { Browser, Page } from 'playwright'
import type { Measure } from '../measure.ts'
import { pathOf } from '../pages.ts'
import { longestTaskAfter } from '../trace.ts'
import { ask, asNewVisitor, newWatchedPage, openSettled, settle, slowDown } from '../visit.ts'

const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing']

/**
 * What showing the survey does to the page: its longest task after the trigger, and how far the page shifted. Tasks are
 * read from a trace, since the page's own observer knows only those over 50 ms.
 */
export const mainThread: Measure = {
  figures: [
    {
      id: 'longestTask',
      words: 'longest task after the trigger, slow CPU',
      unit: 'ms',
      digits: 0,
      goal: { kind: 'at most', most: 50 },
    },
    {
      id: 'layoutShift',
      words: 'layout shift of the page',
      unit: '',
      digits: 3,
      goal: { kind: 'at most', most: 0 },
    },
  ],
  run: (bench, subject) =>
    asNewVisitor(bench, async visitor => {
      const { page, session } = await newWatchedPage(visitor)
      await slowDown(session)
      await openSettled(page, visitor.origin + pathOf(subject))
      const trace = await traced(bench.browser, page, async () => {
        await ask(page, subject.trigger)
        await settle(page)
      })
      const shift = await page.evaluate<number>('benchWatch.shift()')
      return [longestTaskAfter('bench-trigger', trace), shift]
    }),
}

/** Chromium's trace of a page while an action runs. */
async function traced(browser: Browser, page: Page, action: () => Promise<void>): Promise<string> {
  await browser.startTracing(page, { categories })
  let trace: Buffer | undefined
  try {
    await action()
  } finally {
    trace = await browser.stopTracing()
  }
  return trace.toString()
}
