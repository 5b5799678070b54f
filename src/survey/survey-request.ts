import type { Browser } from '../browser/browser.ts'
import type { LocaleWords } from '../i18n/locale-words.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'

/** What the visitor has given so far; kept so that a reload loses nothing. */
export interface Draft {
  /** 0 to 10, or null while none is chosen. */
  score: number | null
  /** As typed; may be empty. */
  reason: string
  /** Per extra question: the chosen ids, or 1 to 7 for ease. */
  answers: Readonly<Record<string, readonly string[] | number>>
  contact: { allowed: boolean; email: string }
}

/**
 * What became of an answer when Send was pressed. 'kept': it is with the endpoint, or stored and will be sent.
 * 'lost': nothing could be stored nor sent, so the visitor is told and may try again.
 */
export type SendOutcome = 'kept' | 'lost'

/** What the survey tells its owner. */
export interface SurveyEvents {
  /** A score was chosen or changed; `reasonQuestion` is what is asked under it. */
  scoreChosen(score: number, reasonQuestion: string): void
  /** Any input changed: to be kept in this tab only. */
  draftChanged(draft: Draft): void
  send(draft: Draft): Promise<SendOutcome>
  /** Closed by the visitor: before Send, or after the thank-you. */
  closed(): void
  /** "Don't ask again". */
  optedOut(): void
}

export interface SurveyRequest {
  survey: SurveySettings
  settings: Pick<Settings, 'company' | 'privacy' | 'unsent' | 'texts'>
  /** The language part's words; null for English, which the survey holds itself. */
  words: LocaleWords | null
  /** BCP 47 tag of the words; the direction in which they are written follows from it. */
  locale: string
  trigger: Pick<Trigger, 'name' | 'properties'>
  /** The response's id, for {id} in a thank-you link. */
  id: string
  /** What the visitor had given before a reload, or null. */
  draft: Draft | null
  /** A respondent is known: says that the answer is linked to the account, and asks for no e-mail. */
  identified: boolean
  /** The visitor opened the survey: focus moves to the question. */
  takeFocus: boolean
  /** Where an inline survey goes, or null for the body. */
  inline: Element | null
  /** The clock: the thank-you goes by it. */
  later: Browser['later']
  events: SurveyEvents
}

/** A survey that is prepared, not yet in the page. */
export interface SurveyHandle {
  /** The question in the visitor's language, as it will be shown. */
  readonly question: string
  /** The reason question that belongs to a score. */
  reasonQuestion(score: number): string
  /**
   * Puts the card in the page, after the asking has been written to the history; and again, as it was, where it has
   * stepped aside or the page has taken it out.
   * @param place where an inline survey goes now @default the request's
   */
  show(place?: Element | null): void
  /** Leaves the page with all that the visitor has given. */
  stepAside(): void
  /** Whether the card stands in the page: the page may have taken it out. */
  isInPage(): boolean
  /** What pressing Send does; nothing before a score is chosen. Resolves once it is known what became of the answer. */
  send(): Promise<void>
  /** Takes the card out of the page and gives focus back where it was. May be called more than once. */
  remove(): void
}

export type CreateSurvey = (request: SurveyRequest) => SurveyHandle
