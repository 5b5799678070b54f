import type { CreateConductor } from './decision/decision-part.ts'
import type { LocaleWords } from './i18n/locale-words.ts'
import { type Parts, startLoader } from './loader/loader.ts'
import type { OptionsFromText } from './options/schema.ts'
import type { CreatePreview } from './preview/preview-part.ts'
import type { CardParts } from './preview/put-card.ts'
import type { ResponseRecord } from './protocol/response.ts'
import type { CreateAsking } from './showing/asking-part.ts'
import type { Stage } from './showing/stage.ts'
import type { CreateSources } from './triggers/source.ts'

export type { Explanation } from './explain/explanation.ts'
export type { ResponseRecord } from './protocol/response.ts'

/** The options of a site; in the npm package the endpoint may be a function. */
export type Options = Omit<OptionsFromText, 'endpoint'> & {
  /** A URL that responses are POSTed to, or a function that resolves once a response is safe. */
  endpoint: string | ((response: ResponseRecord) => Promise<unknown>)
}

export interface TriggerDetails {
  ref?: string | number
  value?: number | string
  currency?: string
  signature?: string
  [property: string]: string | number | boolean | undefined
}

export interface Identity {
  id: string
  signature?: string
  /** ISO date since which this person is a customer. */
  since?: string
  traits?: Record<string, string | number | boolean>
}

export type EventName = 'asked' | 'scored' | 'answered' | 'dismissed' | 'delivered' | 'problem'

/** The commands, as methods. */
export interface Howlikely {
  options(options: Partial<Options>): void
  trigger(name: string, details?: TriggerDetails): void
  identify(who: Identity): void
  consent(given: boolean): void
  show(surveyId?: string): void
  close(): void
  explain(): Promise<import('./explain/explanation.ts').Explanation>
  /** Returns the function that takes the handler off. */
  on(event: EventName, handler: (record: ResponseRecord) => void): () => void
  forget(): Promise<void>
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
  surveyMore: async () => (await import('./survey/survey-more.ts')).surveyMore,
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
