import type { CreateConductor } from './decision/decision-part.ts'
import type { LocaleWords } from './i18n/locale-words.ts'
import { type Parts, startLoader } from './loader/loader.ts'
import type { Options } from './options/options.ts'
import type { CreatePreview } from './preview/preview-part.ts'
import type { CardParts } from './preview/put-card.ts'
import type { ResponseRecord } from './protocol/response.ts'
import type { CreateAsking } from './showing/asking-part.ts'
import type { Stage } from './showing/stage.ts'
import type { CreateSources } from './triggers/source.ts'

export type { Explanation } from './explain/explanation.ts'
export type {
  Category,
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

/**
 * What `on` tells of: the card was shown (asked), a score was chosen (scored), Send was pressed (answered), the card was
 * closed without a score (dismissed), the endpoint took the response (delivered), or something is wrong that the site
 * should know (problem).
 */
export type EventName = 'asked' | 'scored' | 'answered' | 'dismissed' | 'delivered' | 'problem'

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
  explain(): Promise<import('./explain/explanation.ts').Explanation>
  /**
   * Calls the handler with the record at each event of that name; for 'problem' with what is wrong.
   *
   * @returns the function that takes the handler off
   * @example const off = howlikely.on('answered', ({ score }) => console.log(score))
   */
  on(event: EventName, handler: (record: ResponseRecord) => void): () => void
  /** Erases all that is stored in this browser, opt-out and unsent answers included. Resolves when that is done. */
  forget(): Promise<void>
  /** Takes every listener and the card away, for good. What is stored stays. */
  destroy(): void
}

const locales = import.meta.glob<Record<string, unknown>>([
  './i18n/*.ts',
  '!./i18n/en.ts',
  '!./i18n/locale-words.ts',
  '!./i18n/direction.ts',
])

const tagOf = (path: string) => path.replace(/^.*\/|\.ts$/g, '')

const paths = Object.keys(locales)

/** An endpoint that is a function gets the record, and accepts it by resolving before the message is given up. */
const send =
  (stage: Stage): Stage['fetch'] =>
  async (endpoint, init) => {
    if (typeof endpoint !== 'function') return stage.fetch(endpoint, init)
    const { body, signal } = init
    const givenUp = new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
    const taken = endpoint(JSON.parse(`${body instanceof URLSearchParams ? body.get('response') : body}`))
    await Promise.race([taken, givenUp])
    return new Response()
  }

const cardParts: CardParts = {
  survey: async () => (await import('./survey/create-survey.ts')).createSurvey,
  words: async locale => {
    const load = locales[paths.find(path => tagOf(path) === locale) ?? '']
    const [words] = Object.values((await load?.()) ?? {})
    if (!words) throw new Error(`no words for ${locale}`)
    return words as LocaleWords // One constant per language file, of that type.
  },
  locales: paths.map(tagOf),
}

const beyond = async () => (await import('./decision/create-beyond.ts')).createBeyond
const more = async () => (await import('./decision/more.ts')).createMore(beyond)

const preview = async (): Promise<CreatePreview> => {
  const { createPreview } = await import('./preview/create-preview.ts')
  return desk => createPreview(desk, { ...cardParts, more })
}

const asking = async (): Promise<CreateAsking> => {
  const [{ createAsking }, { stage }] = await Promise.all([
    import('./showing/create-asking.ts'),
    import('./showing/stage.ts'),
  ])
  return desk =>
    createAsking(
      desk,
      { ...stage, fetch: send(stage) },
      { ...cardParts, later: async () => (await import('./delivery/create-later.ts')).createLater },
    )
}

const conductor = async (): Promise<CreateConductor> => {
  const [{ createConductor }, { environment }] = await Promise.all([
    import('./decision/conductor.ts'),
    import('./browser/environment.ts'),
  ])
  return desk => createConductor(environment, desk, { asking, more })
}

const sources = async (): Promise<CreateSources> => {
  const { createSources } = await import('./triggers/create-sources.ts')
  const siteTriggers = async () =>
    (await import('./triggers/site/create-site-triggers.ts')).createSiteTriggers
  return desk => createSources(desk, { siteTriggers })
}

const parts: Parts = {
  conductor,
  sources,
  check: async () => (await import('./explain/explain.ts')).createCheck(preview),
  load: () => Promise.reject(new Error('the bundler loads the parts')),
}

/**
 * howlikely for a page that is bundled: the commands as methods, and the parts split by the bundler. It listens from
 * this call until `destroy`. On a page where howlikely must not run (an old browser, a stranger's frame) every method
 * does nothing.
 *
 * @example const howlikely = createHowlikely({ endpoint: '/responses', company: 'Acme' })
 */
export function createHowlikely(options: Options): Howlikely {
  const run = startLoader([['options', options]], {}, parts, () => {})
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
