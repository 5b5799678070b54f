import type { Browser } from '../browser/browser.ts'
import type { AskingContext } from '../decision/asking.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { CreateSurvey } from '../survey/survey-request.ts'

/** What it takes to show a survey: the card, and the words of other languages. */
export interface SurveyParts {
  createSurvey: CreateSurvey
  words(locale: string): Promise<LocaleWords>
  /** The languages besides English. */
  locales: readonly string[]
}

/** Passed to every function that shows surveys. */
export interface ShowingContext extends AskingContext {
  readonly browser: Browser
  readonly delivery: Delivery
  readonly parts: SurveyParts
}
