import type { StoredRecord } from '../delivery/record.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { SurveyHandle } from '../survey/survey-request.ts'
import type { CardPlace } from './card-place.ts'
import type { CardWords } from './card-words.ts'
import type { Moments } from './moments.ts'
import type { ShowingContext } from './showing-context.ts'
import { type Storing, storeAfterPaint } from './store-after-paint.ts'
import type { ReleaseLock } from './tab-lock.ts'

/** The survey to show, and why. */
export interface Occasion {
  survey: SurveySettings
  trigger: Trigger
  /** The visitor opened it, so focus moves to the question. */
  opened: boolean
  words: CardWords
  release: ReleaseLock
}

/** A survey while it is open. */
export interface Shown {
  readonly handle: SurveyHandle
  readonly occasion: Occasion
  readonly place: CardPlace
  /** The settings when it was opened; with `unsent: 'nothing'` if its score was preselected. */
  readonly settings: Settings
  record: StoredRecord
  /** Releases the right to show; null while the page has none. */
  release: ReleaseLock | null
  scoredAt: number
}

/** The one survey that may be in this page, and what its functions share. */
export interface OpenSurvey {
  readonly context: ShowingContext
  readonly moments: Moments
  readonly storing: Storing
  watch(): void
  /** Null while no survey is open. */
  shown: Shown | null
}

/** @param watch has the page looked at again and again while a survey is open */
export const createOpenSurvey = (
  context: ShowingContext,
  moments: Moments,
  watch: () => void,
): OpenSurvey => ({ context, moments, watch, storing: storeAfterPaint(context.browser), shown: null })
