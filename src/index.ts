import { loaderBrowser } from './browser/loader-browser.ts'
import { ownOf } from './browser/own.ts'
import type { CreateAsking } from './decision/asking.ts'
import type { Explainer, Explanation } from './decision/explainer.ts'
import type { Decision, EventDetails, EventName, PageContext } from './decision/page-context.ts'
import type { DecisionParts } from './decision/state.ts'
import type { LocaleWords } from './i18n/locale-words.ts'
import { findRunningInstance, noteRunningInstance, warnAboutTwo } from './loader/running-instance.ts'
import { startLoader } from './loader/start-loader.ts'
import type { LoaderParts } from './loader/state.ts'
import type { Options } from './options/options.ts'
import type { Languages } from './package/asking.ts'

export type { Explanation } from './decision/explainer.ts'
export type {
  Category,
  DarkColours,
  Duration,
  Extra,
  Hours,
  Look,
  Match,
  Options,
  Path,
  Rules,
  SiteTrigger,
  Source,
  SurveyOptions,
  ThanksWords,
  Where,
  Words,
} from './options/options.ts'
export type { ResponseRecord } from './protocol/response.ts'

/** What is known about something that happened. Other properties may be added: at most 20, each a text, number or boolean. */
export interface TriggerDetails {
  /** The order number or ticket id: the same trigger name and ref ask once. */
  ref?: string | number
  /** The purchase's value, in `currency`. */
  value?: number | string
  /**
   * An ISO 4217 code.
   *
   * @example 'EUR'
   */
  currency?: string
  /** The server's signature of name and ref; without one the ref counts as unverified. */
  signature?: string
  /** Anything else that is known, such as the team or the product. */
  [property: string]: string | number | boolean | undefined
}

/** Who the visitor is. */
export interface Identity {
  /** The site's own id of this person. */
  id: string
  /** The server's signature of the id; without one the id counts as unverified. */
  signature?: string
  /** The ISO date since when this person has been a customer. */
  since?: string
  /**
   * Anything else that is known, such as the plan: used by `where.traits`, and part of the response.
   *
   * @example { plan: 'pro' }
   */
  traits?: Record<string, string | number | boolean>
}

export type { EventDetails, EventName } from './decision/page-context.ts'
export type { Problem } from './options/settings.ts'

/** The commands, as methods. After `destroy`, and on a page where howlikely must not run, they do nothing. */
export interface Howlikely {
  /**
   * Adds options; later calls win, and replace `surveys` as a whole.
   *
   * @example howlikely.options({ locale: 'sv' })
   */
  options(options: Partial<Options>): void
  /**
   * Reports that something happened. Nothing is shown if no survey has this trigger, or if its rules say no.
   *
   * @example howlikely.trigger('checkout', { ref: 'A-1042', value: 59.9, currency: 'EUR' })
   */
  trigger(name: string, details?: TriggerDetails): void
  /**
   * Says who the visitor is; a later call replaces an earlier one.
   *
   * @example howlikely.identify({ id: 'u_1', since: '2024-05-01', traits: { plan: 'pro' } })
   */
  identify(who: Identity): void
  /**
   * Reports the visitor's choice, if the option `consent` waits for one. False after true erases what is stored;
   * answers that were sent with Send still go out.
   */
  consent(given: boolean): void
  /**
   * Shows a survey now, skipping waits, opt-out, sample and audience, but not consent. Its answers are reported separately.
   *
   * @param surveyId Left out, the first survey. Nothing is shown if no survey has that id.
   */
  show(surveyId?: string): void
  /** Closes the card; nothing happens if none is open. */
  close(): void
  /**
   * Explains why a visitor is asked or not, survey by survey and rule by rule, and what is wrong with the options. Also
   * prints this on the console.
   */
  explain(): Promise<Explanation>
  /**
   * Calls the handler at each event of that name: with the response, or for 'problem' with what is wrong.
   *
   * @returns a function that removes the handler
   * @example const off = howlikely.on('answered', ({ score }) => console.log(score))
   * @example howlikely.on('problem', ({ message }) => report(message))
   */
  on<Event extends EventName>(event: Event, handler: (detail: EventDetails[Event]) => void): () => void
  /** Erases everything stored in this browser, including opt-out and unsent answers. Resolves when that is done. */
  forget(): Promise<void>
  /** Removes every listener and the card, for good. What is stored stays. */
  destroy(): void
}

/**
 * Options as an element's attributes give them: texts, by the option's name.
 *
 * @example { endpoint: '/responses', waitBetween: '60d', debug: '' }
 */
export type Attributes = Readonly<Record<string, string | undefined>>

const files = import.meta.glob<Record<string, unknown>>([
  './i18n/*.ts',
  '!./i18n/en.ts',
  '!./i18n/locale-words.ts',
  '!./i18n/direction.ts',
  '!./i18n/choose-locale.ts',
])

const tagOf = (path: string) => path.replace(/^.*\/|\.ts$/g, '')

const paths = Object.keys(files)

/** The languages, each in a file of its own. */
const languages: Languages = {
  async words(locale) {
    const load = files[paths.find(path => tagOf(path) === locale) ?? '']
    const [words] = Object.values((await load?.()) ?? {})
    if (!words) throw new Error(`no words for ${locale}`)
    return words as LocaleWords // Each language file exports one constant of that type.
  },
  locales: paths.map(tagOf),
}

const loadAsking = async (): Promise<CreateAsking> =>
  (await import('./package/asking.ts')).createAskingFrom(languages)

async function loadPreview(page: PageContext): Promise<Decision> {
  const { createPreview } = await import('./package/preview.ts')
  return createPreview({ explainer: loadExplainer, ...languages })(page)
}

async function loadExplainer(): Promise<Explainer> {
  const { createExplainer } = await import('./package/explain.ts')
  return createExplainer(loadPreview)
}

/** The parts that the decision loads, each only when it is needed. */
const decisionParts: DecisionParts = {
  asking: loadAsking,
  explainer: loadExplainer,
  configFile: async () => (await import('./package/config-file.ts')).loadConfigFile,
  cookies: () => import('./package/cookies.ts'),
  consentTools: () => import('./package/consent-tools.ts'),
  respondents: () => import('./package/respondents.ts'),
}

/** The parts. Each is a file with everything that it needs, so that a bundler adds exactly one file for each. */
const parts: LoaderParts = {
  async decision() {
    const { decideOn } = await import('./package/decision.ts')
    return page =>
      page.query.get('howlikely') === 'preview' ? loadPreview(page) : decideOn(page, decisionParts)
  },
  asking: loadAsking,
  sources: async () => (await import('./package/sources.ts')).createSources,
}

/** Starts howlikely, or, if the page has it already, passes commands on to that one. */
function runOnPage(options: Options, attributes: Attributes): ReturnType<typeof startLoader> {
  const there = findRunningInstance()
  if (there) {
    warnAboutTwo(there)
    // Only the one who started it may end it.
    return (command, ...details) => (command === 'destroy' ? undefined : there.run(command, ...details))
  }
  let forget = () => {}
  const run = startLoader({
    queued: [['options', options]],
    attributes: ownOf(attributes),
    browser: loaderBrowser,
    parts,
    gone: () => forget(),
  })
  if (run) forget = noteRunningInstance(__VERSION__, run)
  return run
}

/**
 * howlikely for a bundled page: the commands as methods, and the parts split by the bundler. It listens from this call
 * until `destroy`. If the page already has howlikely, by a tag or by another call, the console says so, and the commands
 * go to that one. On a page where howlikely must not run (in an old browser, or in another site's frame) every method
 * does nothing.
 *
 * @param attributes Options as texts, as on the tag; `options` wins. Left out, there are none.
 * @example const howlikely = createHowlikely({ endpoint: '/responses', company: 'Acme' })
 */
export function createHowlikely(options: Options, attributes: Attributes = {}): Howlikely {
  // Servers that render pages may call this as well, when there is no page yet.
  const run = typeof document === 'undefined' ? undefined : runOnPage(options, attributes)
  const call =
    (command: string) =>
    (...details: unknown[]) =>
      run?.(command, ...details) as never
  return {
    options: call('options'),
    trigger: call('trigger'),
    identify: call('identify'),
    consent: call('consent'),
    show: call('show'),
    close: call('close'),
    explain: call('explain'),
    on: run ? call('on') : () => () => {},
    forget: run ? call('forget') : async () => {},
    destroy: call('destroy'),
  }
}
