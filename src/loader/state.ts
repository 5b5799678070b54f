import type { CreateAsking } from '../decision/asking.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import type { CreateSources, Sources } from '../triggers/source.ts'
import type { WrittenLayers } from './written-options.ts'

/** The parts that the loader wakes; each is loaded only once. */
export interface LoaderParts {
  decision(): Promise<(page: PageContext) => Decision | Promise<Decision>>
  /** Shows surveys. The decision creates it; the loader only fetches it early, if somebody is likely to be asked. */
  asking(): Promise<CreateAsking>
  sources(): Promise<CreateSources>
}

/** What the loader knows about this page; the parts that it wakes see only the {@link PageContext} in it. */
export interface LoaderState extends Omit<PageContext, 'layers'>, WrittenLayers {
  readonly parts: LoaderParts
  /** The page's address when it was loaded. */
  readonly address: string
  /** What the page's address asks for: `off`, `preview`, or a survey's id. */
  readonly view: string | null
  decision?: Promise<Decision> | undefined
  sources?: Sources
  /** The page's options are known: commands that need them may run. */
  isReady?: boolean
  /** Whether it listens already. */
  hasBegun?: boolean
  isOver: boolean
  /** Aborting it ends all listening. */
  readonly presence: AbortController
}

/** The site's storage key for a name. */
export const keyOf = ({ option }: Pick<LoaderState, 'option'>, name: string): string =>
  `howlikely:${option('site') || 'main'}:${name}`

/** The text that local storage holds under a name; null or undefined if there is none. */
export const stored = (loader: LoaderState, name: string): string | null | undefined =>
  loader.browser.local.get(keyOf(loader, name))

/** Whether consent allows storing anything about this visitor. */
export const mayRemember = ({ option, statements }: LoaderState): boolean =>
  statements.consent === true ||
  ((option('consent') || 'not-needed') === 'not-needed' && statements.consent !== false)
