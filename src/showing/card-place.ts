import type { Browser } from '../browser/browser.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { SurveyHandle } from '../survey/survey-request.ts'
import { isInTheWay, type Moments, type Obstacle } from './moments.ts'

/** A card, and what decides where it belongs. */
export interface PlacedCard {
  readonly handle: SurveyHandle
  readonly survey: SurveySettings
  readonly isInline: boolean
  /** The visitor opened it, so obstacles that were there already don't hide it. */
  readonly opened: boolean
}

/** The card's place: in the page, or set aside with everything that the visitor has given. */
export interface CardPlace {
  /** Puts the card in the page, unless the moment is a bad one. */
  enter(): void
  /**
   * Checks whether the card stands where it should: it steps aside for an obstacle that has appeared, and comes back when
   * that is gone, or when the page has removed the card.
   * @param isRegular whether this is one of the evenly paced looks, which measure how long something lasts; any number
   *   of others may come at the same instant
   */
  look(isRegular?: boolean): void
}

/** Hears what happens to the card. */
export interface PlaceEvents {
  steppingAside(): void
  /** The page keeps removing the card. */
  refused(): void
}

/**
 * At how many regular looks in a row a card that the page has removed is put back; together less than a second. If the
 * page still removes it, the page wins.
 */
const maxReinsertions = 3

export function createCardPlace(
  { handle, survey, isInline, opened }: PlacedCard,
  { browser, moments }: { browser: Pick<Browser, 'findInlinePlace'>; moments: Moments },
  { steppingAside, refused }: PlaceEvents,
): CardPlace {
  const found = moments.obstacle(survey)
  let tolerated: Obstacle | null = opened ? found : null
  let isAside = !opened && found !== null
  /** At how many regular looks in a row the card was missing from the page. */
  let missed = 0

  /** Puts the card back into the page; an inline one goes where its place is now, if there is one. */
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
    if (missed > maxReinsertions) refused()
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
