import type { Page } from 'playwright'
import type { Measure } from '../measure.ts'
import { pathOf } from '../pages.ts'
import { ask, asNewVisitor, newWatchedPage, openSettled } from '../visit.ts'

const goal = { kind: 'times', of: 'bare', most: 2 } as const

/** From the trigger to the question, on a page that has settled: at the first visit, and once everything is cached. */
export const visits: Measure = {
  figures: [
    { id: 'firstVisit', words: 'trigger → question painted, first visit', unit: 'ms', digits: 0, goal },
    { id: 'secondVisit', words: 'trigger → question painted, second visit', unit: 'ms', digits: 0, goal },
  ],
  run: (bench, subject) =>
    asNewVisitor(bench, async visitor => {
      const url = visitor.origin + pathOf(subject)
      const first = await newWatchedPage(visitor)
      await openSettled(first.page, url)
      const firstVisit = await ask(first.page, subject.trigger)
      await first.page.close()

      const second = await newWatchedPage(visitor)
      await forgetAtNextPage(second.page)
      await openSettled(second.page, url)
      return [firstVisit, await ask(second.page, subject.trigger)]
    }),
}

/** Otherwise a visitor who has been asked would not be asked again. */
const forgetAtNextPage = (page: Page) =>
  page.addInitScript(() => {
    if (location.protocol.startsWith('http')) localStorage.clear()
  })
