import type { Browser } from '../browser/browser.ts'
import { isNeverPage } from '../eligibility/never-page.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { SurveySettings } from '../options/settings.ts'
import { knownAskings } from './known-askings.ts'
import type { ShowingContext } from './showing-context.ts'

/** What keeps a survey off the page; 'never' on a page where nobody is asked. */
export type Obstacle = NonNullable<Situation['moment']> | 'never'

/** Tells good moments from bad ones. */
export interface Moments {
  /** What a survey would disturb now, or null if the moment is good. */
  obstacle(survey: Pick<SurveySettings, 'wait'> | undefined): Obstacle | null
  setPrinting(isPrinting: boolean): void
}

const anyKnown = Object.values(knownAskings).join()

/** What doesn't disturb an open card: it stays where it is if the visitor types elsewhere or looks away. */
const harmlessToOpenCard: readonly (Obstacle | null)[] = [null, 'hidden', 'printing', 'typing']

/** Whether an open card steps aside for an obstacle. */
export const isInTheWay = (obstacle: Obstacle | null): boolean => !harmlessToOpenCard.includes(obstacle)

export function createMoments({
  browser,
  settings,
}: Pick<ShowingContext, 'settings'> & {
  browser: Pick<Browser, 'disturbance' | 'page' | 'isSeen' | 'warn'>
}): Moments {
  let isPrinting = false
  const wrongSelectors = new Set<string>()

  /** Warns once about an invalid selector, and then waits for good: when in doubt, the site wants to ask less. */
  function isSeen(selector: string): boolean {
    const seen = browser.isSeen(selector)
    if (seen === null && !wrongSelectors.has(selector)) {
      wrongSelectors.add(selector)
      browser.warn(`the option wait is "${selector}", which is no selector: the survey waits for good.`)
    }
    return seen !== false
  }

  return {
    obstacle(survey) {
      const found = browser.disturbance()
      if (isPrinting) return 'printing'
      // 'typing' comes last, since the field may be part of any of these.
      if (found && found !== 'typing') return found
      if (isNeverPage(settings(), browser.page().path)) return 'never'
      const isOtherOpen = browser.isSeen(anyKnown) || (survey?.wait && isSeen(survey.wait))
      return isOtherOpen ? 'asking' : found
    },
    setPrinting(printing) {
      isPrinting = printing
    },
  }
}
