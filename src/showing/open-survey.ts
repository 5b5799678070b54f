import { endSurvey, removeSurvey } from './end-survey.ts'
import type { KeptSurvey } from './kept-in-tab.ts'
import { leavePage, reclaimLock, releaseLock } from './leave-and-return.ts'
import type { Moments } from './moments.ts'
import { showSurvey } from './show-survey.ts'
import type { ShowingContext } from './showing-context.ts'
import { storeAfterPaint } from './store-after-paint.ts'
import type { Occasion, SurveyState } from './survey-state.ts'
import type { ReleaseLock } from './tab-lock.ts'

/** The one survey that may be in this page, with its record. */
export interface OpenSurvey {
  isOpen(): boolean
  /** Its survey's id, or null. */
  id(): string | null
  /** See `showSurvey`. */
  show(occasion: Occasion, kept?: KeptSurvey): void
  close(by: 'site' | 'left'): void
  /** Checks whether the card stands where it should; see `CardPlace.look`. */
  look(isRegular?: boolean): void
  /** See `leavePage`. */
  pageHidden(): void
  /** See `releaseLock`. */
  releaseLock(): void
  /** See `reclaimLock`. */
  reclaimLock(release: ReleaseLock | null): void
  /** Removes the survey from the page. */
  remove(): void
}

/** @param watch has the page looked at again and again while a survey is open */
export function createOpenSurvey(context: ShowingContext, moments: Moments, watch: () => void): OpenSurvey {
  const storing = storeAfterPaint(context.browser)
  const state: SurveyState = { context, moments, storing, watch, shown: null }
  return {
    isOpen: () => state.shown !== null,
    id: () => state.shown?.record.survey ?? null,
    show: (occasion, kept) => showSurvey(state, occasion, kept),
    close: by => endSurvey(state, by),
    look: isRegular => state.shown?.place.look(isRegular),
    pageHidden: () => leavePage(state),
    releaseLock: () => releaseLock(state),
    reclaimLock: release => reclaimLock(state, release),
    remove: () => removeSurvey(state),
  }
}
