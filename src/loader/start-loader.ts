import type { LoaderBrowser } from '../browser/browser.ts'
import type { HandlerEntry, WrittenOptions } from '../decision/page-context.ts'
import { runCommand } from './commands.ts'
import { countThisPage, countVisit } from './count.ts'
import { hearTrigger } from './hear.ts'
import { readBlock } from './json-block.ts'
import { isFreshPage, listenToPage } from './listen.ts'
import { keyOf, type LoaderParts, type LoaderState, stored } from './state.ts'
import { isFramedByStranger, isSupported } from './supported.ts'
import { fetchAsking, ignore, isAhead, tellDecision } from './wake.ts'
import { createWrittenLayers } from './written-options.ts'

/** A call that came before the loader: a list, or a function's `arguments`. */
export type Call = Iterable<unknown>

/** What the loader starts with. */
export interface LoaderInput {
  /** The calls that came before it. */
  queued: Iterable<Call>
  /** The options on the tag, all texts. */
  attributes: WrittenOptions
  browser: LoaderBrowser
  parts: LoaderParts
  /** Called by `destroy`. */
  gone(): void
}

function createLoaderState({ attributes, browser, parts }: LoaderInput): LoaderState {
  const query = new URLSearchParams(location.search)
  const view = query.get('howlikely')
  // Without a prototype, on which the page may have put one of these names.
  const loader: LoaderState = Object.assign(Object.create(null), createWrittenLayers(attributes), {
    browser,
    builtAt: __BUILT_AT__,
    statements: Object.create(null),
    query,
    seen: null,
    happened: [],
    countVisits: () => loader.seen || countVisit(loader),
    handlers: new Set<HandlerEntry>(),
    parts,
    view,
    isOver: view === 'off',
    presence: new AbortController(),
  })
  return loader
}

/** What the tag itself reports. An order without a number counts only where the page is new. */
function hearTag(loader: LoaderState, attributes: WrittenOptions): void {
  if (attributes.trigger && (attributes.ref || isFreshPage()))
    hearTrigger(loader, attributes.trigger as string, attributes, 'tag')
}

/** Goes on with what an earlier page left: an open survey, an answer, a trigger that waits. */
function resumeWhatIsDue(loader: LoaderState): void {
  const isDue = stored(loader, 'wakeAt') && !isAhead(loader, 'wakeAt')
  if (!isDue && !loader.browser.session.get(keyOf(loader, 'open'))) return
  fetchAsking(loader)
  tellDecision(loader, ignore)
}

/** The page's options are there: listens from now on. */
function begin(loader: LoaderState, attributes: WrittenOptions): void {
  Object.assign(loader.layers[1], readBlock())
  loader.isReady = true
  if (loader.isOver || !loader.flag('enabled', true)) return
  if (!loader.option('endpoint')) {
    console.warn('howlikely: without data-endpoint nobody is asked.')
    return
  }
  if (loader.view || loader.flag('debug')) tellDecision(loader, ignore)
  hearTag(loader, attributes)
  const look = listenToPage(loader)
  // A page that is left before the browser was idle has been seen all the same.
  addEventListener('pagehide', () => countThisPage(loader), { signal: loader.presence.signal })
  // Reading storage, and looking around, would hold up a page on which nothing happens.
  loader.browser.whenIdle(() => {
    if (loader.isOver) return
    countThisPage(loader)
    resumeWhatIsDue(loader)
    hearTrigger(loader, 'visit', {}, 'visit')
    look()
  })
}

/**
 * Starts the loader: it listens, remembers when it is quiet, and wakes the rest when something happens.
 * @returns the function that runs a command; undefined where howlikely must not run
 */
export function startLoader(input: LoaderInput): ((...call: unknown[]) => unknown) | undefined {
  if (!isSupported() || isFramedByStranger()) return undefined
  const loader = createLoaderState(input)
  const { signal } = loader.presence
  let resolveReady: (value?: unknown) => void
  const whenReady = new Promise(resolve => {
    resolveReady = resolve
  })
  const run = (...call: unknown[]) => runCommand(loader, whenReady, call)

  function beginOnce(): void {
    if (loader.isReady) return
    begin(loader, input.attributes)
    resolveReady()
  }
  function start(): void {
    if (document.readyState !== 'loading' || readBlock()) beginOnce()
    else document.addEventListener('DOMContentLoaded', beginOnce, { signal })
  }

  signal.addEventListener('abort', input.gone)
  for (const call of input.queued) run(...call)
  // Nothing is counted, sent or asked while a page is only being prepared.
  if ((document as { prerendering?: boolean }).prerendering)
    document.addEventListener('prerenderingchange', start, { signal })
  else start()
  return run
}
