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
 * What happened to an answer when Send was pressed. 'kept': the endpoint has it, or it is stored and will be sent.
 * 'lost': it could be neither stored nor sent, so the visitor is told and may try again.
 */
export type SendOutcome = 'kept' | 'lost'

/** What the survey reports to its owner. */
export interface SurveyEvents {
  /** A score was chosen or changed; `reasonQuestion` is the question asked below it. */
  scoreChosen(score: number, reasonQuestion: string): void
  /** Any input changed; the draft is to be kept in this tab only. */
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
  /** The language part's words; null for English, which is part of the survey itself. */
  words: LocaleWords | null
  /** The words' language, a BCP 47 tag; it also decides the writing direction. */
  locale: string
  trigger: Pick<Trigger, 'name' | 'properties'>
  /** The response's id, for {id} in a thank-you link. */
  id: string
  /** What the visitor had given before a reload, or null. */
  draft: Draft | null
  /** A respondent is known: the card says that the answer is linked to the account, and asks for no e-mail address. */
  identified: boolean
  /** The visitor opened the survey, so focus moves to the question. */
  takeFocus: boolean
  /** Where an inline survey goes, or null for the body. */
  inline: Element | null
  /** Times the thank-you. */
  later: Browser['later']
  events: SurveyEvents
}

/** A survey that has been prepared. */
export interface SurveyHandle {
  /** The question in the visitor's language, as it will be shown. */
  readonly question: string
  /** The reason question that goes with a score. */
  reasonQuestion(score: number): string
  /**
   * Puts the card into the page, after the asking has been written to the history. Later calls put it back as it was, if
   * it has stepped aside or the page has removed it.
   * @param place where an inline survey goes now @default the request's
   */
  show(place?: Element | null): void
  /** Leaves the page, but keeps everything that the visitor has given. */
  stepAside(): void
  /** Whether the card is in the page: the page may have removed it. */
  isInPage(): boolean
  /** Does what pressing Send does; nothing before a score is chosen. Resolves when the answer's outcome is known. */
  send(): Promise<void>
  /** Removes the card from the page and gives the focus back. May be called more than once. */
  remove(): void
}

export type CreateSurvey = (request: SurveyRequest) => SurveyHandle
