import type { Browser } from '../browser/browser.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { SurveyHandle } from '../survey/survey-request.ts'
import { isInTheWay, type Moments, type Obstacle } from './moments.ts'

/** A card, and what says where it belongs. */
export interface PlacedCard {
  readonly handle: SurveyHandle
  readonly survey: SurveySettings
  readonly isInline: boolean
  /** The visitor opened it: what is there already is not in its way. */
  readonly opened: boolean
}

/** Where a card stands: in the page, or aside with all that was given. */
export interface CardPlace {
  /** Puts the card in the page, unless the moment is a bad one. */
  enter(): void
  /**
   * Looks whether the card stands where it should: it steps aside for what has come after it, comes back when that is gone,
   * and where the page has taken it out.
   * @param isRegular whether it is one of the looks at an even pace, which say how long something lasts; any number of
   *   others may come at one instant
   */
  look(isRegular?: boolean): void
}

/** Who is told of what becomes of the card. */
export interface PlaceEvents {
  steppingAside(): void
  /** The page will not have it. */
  refused(): void
}

/**
 * A card that the page takes out is put back at so many regular looks in a row, which take less than a second. A page that
 * will not have it has the last word.
 */
const patience = 3

export function createCardPlace(
  { handle, survey, isInline, opened }: PlacedCard,
  { browser, moments }: { browser: Pick<Browser, 'findInlinePlace'>; moments: Moments },
  { steppingAside, refused }: PlaceEvents,
): CardPlace {
  const found = moments.obstacle(survey)
  let tolerated: Obstacle | null = opened ? found : null
  let isAside = !opened && found !== null
  /** At how many regular looks in a row it was not in the page. */
  let missed = 0

  /** Puts the card in the page again; an inline one where its place is now, if there is one. */
  function comeBack(): void {
    isAside = false
    const place = isInline ? browser.findInlinePlace() : null
    if (place || !isInline) handle.show(place)
  }

  function stepAside(): void {
    steppingAside()
    isAside = true
    handle.stepAside()
  }

  function keepInPage(): void {
    missed = handle.isInPage() ? 0 : missed + 1
    if (missed > patience) refused()
    else if (missed) comeBack()
  }

  return {
    enter() {
      if (!isAside) handle.show()
    },
    look(isRegular) {
      const obstacle = moments.obstacle(survey)
      if (obstacle !== tolerated) tolerated = null
      if (isAside) {
        if (!obstacle) comeBack()
      } else if (isInTheWay(obstacle) && !tolerated) stepAside()
      else if (isRegular) keepInPage()
    },
  }
}
