import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'
import type { Measure } from '../measure.ts'
import { pathOf } from '../pages.ts'
import { ask, asNewVisitor, newWatchedPage, openSettled, settle, slowDown, withPatience } from '../visit.ts'

/** Milliseconds for which the mouse rests on a score before it clicks, so that the effects of hovering are over. */
const rest = 200

/** From a real click on a score to the frame that shows the reason's field. */
export const scoreClick: Measure = {
  figures: [
    {
      id: 'scoreClick',
      words: 'click on a score → painted, slow CPU',
      unit: 'ms',
      digits: 0,
      goal: { kind: 'over', of: 'bare', most: 17 },
    },
  ],
  run: (bench, subject) =>
    asNewVisitor(bench, async visitor => {
      const { page, session } = await newWatchedPage(visitor)
      await slowDown(session)
      await openSettled(page, visitor.origin + pathOf(subject))
      await ask(page, subject.trigger)
      await settle(page)
      return [await clickOnNine(page)]
    }),
}

async function clickOnNine(page: Page): Promise<number> {
  const { x, y } = await page.evaluate<{ x: number; y: number }>(
    'benchWatch.middleOf("input[type=radio][value=\'9\']")',
  )
  await page.mouse.move(x, y)
  await page.evaluate('void (globalThis.reasonPainted = benchWatch.untilClickShows("textarea"))')
  await sleep(rest)
  await page.mouse.click(x, y)
  return withPatience(page.evaluate<number>('reasonPainted'), page)
}
