import type { CreateAsking } from '../decision/asking.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import type { CreateSources, Sources } from '../triggers/source.ts'
import type { WrittenLayers } from './written-options.ts'

/** The parts that the loader wakes; each is loaded once. */
export interface LoaderParts {
  decision(): Promise<(page: PageContext) => Decision | Promise<Decision>>
  /** What shows surveys. The decision creates it; the loader only fetches it early, where somebody is likely to be asked. */
  asking(): Promise<CreateAsking>
  sources(): Promise<CreateSources>
}

/** What the loader knows on this page; the parts that it wakes see what of it is their business. */
export interface LoaderState extends Omit<PageContext, 'layers'>, WrittenLayers {
  readonly parts: LoaderParts
  /** The page's address when it was loaded. */
  readonly address: string
  /** `off`, `preview`, or a survey's id: what the page's address asks for. */
  readonly view: string | null
  decision?: Promise<Decision> | undefined
  sources?: Sources
  /** The page's options are there: what needs them may run. */
  isReady?: boolean
  /** It listens. */
  hasBegun?: boolean
  isOver: boolean
  /** Ends all listening. */
  readonly presence: AbortController
}

/** The site's storage key for a name. */
export const keyOf = ({ option }: Pick<LoaderState, 'option'>, name: string): string =>
  `howlikely:${option('site') || 'main'}:${name}`

/** What is kept in local storage under a name; nothing where there is none. */
export const stored = (loader: LoaderState, name: string): string | null | undefined =>
  loader.browser.local.get(keyOf(loader, name))

/** Whether anything may be kept of this visitor, as far as consent goes. */
export const mayRemember = ({ option, statements }: LoaderState): boolean =>
  statements.consent === true ||
  ((option('consent') || 'not-needed') === 'not-needed' && statements.consent !== false)
