import type { DecisionBrowser, StorageArea } from '../browser/browser.ts'
import type { ConsentTools } from '../consent/consent-tools.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { CreateCookieStorage } from '../history/history-place.ts'
import type { Memory } from '../history/memory.ts'
import type { RecallOutcomes } from '../history/servers-cookie.ts'
import type { LoadConfigFile } from '../options/config-file.ts'
import type { Settings } from '../options/settings.ts'
import type { NotAsked } from '../protocol/response.ts'
import type { Respondent, Trigger } from '../protocol/trigger.ts'
import { readRespondent } from '../triggers/read-trigger.ts'
import type { Asking, CreateAsking } from './asking.ts'
import type { AskCollector } from './collector/ask-collector.ts'
import type { EmailLink } from './email-link/email-link.ts'
import type { Explainer } from './explainer.ts'
import type { PageContext, WrittenOptions } from './page-context.ts'

/** The cookie tools that few sites need: to keep the history in a cookie, or to read a server's. */
export interface CookieTools {
  createCookieStorage: CreateCookieStorage
  recallOutcomes: RecallOutcomes
}

/** What is known about a respondent from elsewhere: the collector's answer, and the link in an e-mail. */
export interface RespondentTools {
  createAskCollector(): AskCollector
  createEmailLink(page: PageContext): EmailLink
}

/** The parts that the decision wakes. Those from the config file on are needed by few sites. */
export interface DecisionParts {
  asking(): Promise<CreateAsking>
  explainer(): Promise<Explainer>
  configFile(): Promise<LoadConfigFile>
  cookies(): Promise<CookieTools>
  consentTools(): Promise<ConsentTools>
  respondents(): Promise<RespondentTools>
}

/** What the decision knows on this page. It is created once, and passed to every function that decides. */
export interface DecisionState {
  readonly page: PageContext
  readonly browser: DecisionBrowser
  readonly parts: DecisionParts
  /** The page's layers, and the config file's. */
  layers: readonly WrittenOptions[]
  settings: Settings
  memory: Memory
  /** Where the history is kept. */
  historyPlace: StorageArea | null
  /** The last trigger that was judged, wherever it came from. */
  lastJudged: Trigger | null
  /** The triggers heard on this page within the last seconds, so that repeated reports can be merged. */
  recentTriggers: Trigger[]
  /** Triggers that were reported again, each with its merged version. */
  readonly merged: WeakMap<Trigger, Trigger>
  /** Triggers that led to no asking so far: what the page says later may change that. */
  rejectedTriggers: Trigger[]
  /** Why triggers led to no asking, for a visitor about whom nothing is stored. */
  notAsked: NotAsked
  /** The triggers of this page that were counted, each with the rule under which it was counted. */
  readonly counted: WeakMap<Trigger, string>
  /** Triggers that wait for consent, kept only in the page's memory. */
  readonly awaitingConsent: Trigger[]
  /** What the collector answered about the last trigger. */
  collector?: Situation['collector'] | undefined
  /** Resolves to undefined if the part could not be loaded: a later trigger tries again. */
  asking?: Promise<Asking | undefined> | undefined
  /** Asks the collector, once it is loaded. */
  askCollector?: AskCollector | undefined
  /** The link in an e-mail that led to this page, once it is read. */
  emailLink?: EmailLink | undefined
  /** Whether what earlier pages left has been resumed. */
  hasResumed: boolean
  stopWatchingConsent?: (() => void) | undefined
  isOver: boolean
}

/** The site's storage key for a name. */
export const keyOf = ({ settings }: Pick<DecisionState, 'settings'>, name: string): string =>
  `howlikely:${settings.site}:${name}`

/** Who the visitor is, as far as the page has said and the visitor's privacy signal allows. */
export const respondentOf = ({ browser, settings, page }: DecisionState): Respondent | null =>
  settings.gpc === 'anonymous' && browser.page().gpc ? null : readRespondent(page.statements.identify)
