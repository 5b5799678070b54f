import { loaderBrowser } from './browser/loader-browser.ts'
import { ownOf } from './browser/own.ts'
import type { CreateAsking } from './decision/asking.ts'
import type { Explainer, Explanation } from './decision/explainer.ts'
import type { Decision, EventDetails, EventName, PageContext } from './decision/page-context.ts'
import type { DecisionParts } from './decision/state.ts'
import type { LocaleWords } from './i18n/locale-words.ts'
import { findOnPage, noteOnPage, tellOfTwo } from './loader/one-on-page.ts'
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

/** What is known of something that happened. More properties go along: at most 20, each a text, number or boolean. */
export interface TriggerDetails {
  /** The order number or ticket id: the same trigger name and ref ask once. */
  ref?: string | number
  /** What the purchase came to, in `currency`. */
  value?: number | string
  /**
   * An ISO 4217 code.
   *
   * @example 'EUR'
   */
  currency?: string
  /** The server's signature of name and ref; without one the ref counts as unverified. */
  signature?: string
  /** More that is known, such as the team or the product. */
  [property: string]: string | number | boolean | undefined
}

/** Who the visitor is. */
export interface Identity {
  /** The site's own id of this person. */
  id: string
  /** The server's signature of the id; without one the id counts as unverified. */
  signature?: string
  /** ISO date since which this person is a customer. */
  since?: string
  /**
   * What else is known, such as the plan: for `where.traits`, and for the response.
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
   * Adds options; a later call wins, and `surveys` are replaced whole.
   *
   * @example howlikely.options({ locale: 'sv' })
   */
  options(options: Partial<Options>): void
  /**
   * Tells that something happened. Nothing is shown where no survey has this trigger, or its rules say no.
   *
   * @example howlikely.trigger('checkout', { ref: 'A-1042', value: 59.9, currency: 'EUR' })
   */
  trigger(name: string, details?: TriggerDetails): void
  /**
   * Tells who the visitor is; a later call replaces an earlier one.
   *
   * @example howlikely.identify({ id: 'u_1', since: '2024-05-01', traits: { plan: 'pro' } })
   */
  identify(who: Identity): void
  /**
   * Tells the visitor's choice, where the option `consent` waits for one. False after true erases what is stored;
   * answers that were sent with Send still go out.
   */
  consent(given: boolean): void
  /**
   * Shows a survey now: skips waits, opt-out, sample and audience, but not consent. Such answers are reported apart.
   *
   * @param surveyId Left out, the first survey. Nothing is shown where there is none of that id.
   */
  show(surveyId?: string): void
  /** Closes the card; nothing happens where none is open. */
  close(): void
  /**
   * Why a visitor is asked or not, survey by survey and rule by rule, and what is wrong with the options. It is printed
   * to the console as well.
   */
  explain(): Promise<Explanation>
  /**
   * Calls the handler at each event of that name: with the response, for 'problem' with what is wrong.
   *
   * @returns the function that takes the handler off
   * @example const off = howlikely.on('answered', ({ score }) => console.log(score))
   * @example howlikely.on('problem', ({ message }) => report(message))
   */
  on<Event extends EventName>(event: Event, handler: (detail: EventDetails[Event]) => void): () => void
  /** Erases all that is stored in this browser, opt-out and unsent answers included. Resolves when that is done. */
  forget(): Promise<void>
  /** Takes every listener and the card away, for good. What is stored stays. */
  destroy(): void
}

/**
 * Options as an element's attributes give them: each a text, by its option's name.
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
    return words as LocaleWords // One constant per language file, of that type.
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

/** What the decision loads, each only where it is needed. */
const decisionParts: DecisionParts = {
  asking: loadAsking,
  explainer: loadExplainer,
  configFile: async () => (await import('./package/config-file.ts')).loadConfigFile,
  cookies: () => import('./package/cookies.ts'),
  consentTools: () => import('./package/consent-tools.ts'),
  respondents: () => import('./package/respondents.ts'),
}

/** The parts. Each is a file that holds all that it needs, so that a bundler adds a file for each, and no others. */
const parts: LoaderParts = {
  async decision() {
    const { decideOn } = await import('./package/decision.ts')
    return page =>
      page.query.get('howlikely') === 'preview' ? loadPreview(page) : decideOn(page, decisionParts)
  },
  asking: loadAsking,
  sources: async () => (await import('./package/sources.ts')).createSources,
}

/** Starts it, or where the page has it already, hands commands on to that one. */
function runOnPage(options: Options, attributes: Attributes): ReturnType<typeof startLoader> {
  const there = findOnPage()
  if (there) {
    tellOfTwo(there)
    // Whoever has started it ends it.
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
  if (run) forget = noteOnPage(__VERSION__, run)
  return run
}

/**
 * howlikely for a page that is bundled: the commands as methods, and the parts split by the bundler. It listens from
 * this call until `destroy`. On a page that has howlikely already, by a tag or by another call, the console says so, and the
 * commands go to that one. On a page where howlikely must not run (an old browser, a stranger's frame) every method
 * does nothing.
 *
 * @param attributes Options as texts, as the tag has them; `options` wins. Left out, there are none.
 * @example const howlikely = createHowlikely({ endpoint: '/responses', company: 'Acme' })
 */
export function createHowlikely(options: Options, attributes: Attributes = {}): Howlikely {
  // A server that draws pages may call it as well: there is no page yet.
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
