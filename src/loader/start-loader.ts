import type { LoaderBrowser } from '../browser/browser.ts'
import { ownOf } from '../browser/own.ts'
import type { HandlerEntry, WrittenOptions } from '../decision/page-context.ts'
import { begin, remindOfEndpoint } from './begin.ts'
import { runCommand } from './commands.ts'
import { countThisPage, countVisit } from './count.ts'
import { readBlock } from './json-block.ts'
import type { LoaderParts, LoaderState } from './state.ts'
import { isFramedByStranger, isSupported } from './supported.ts'
import { createWrittenLayers } from './written-options.ts'

/** How long a page may leave the endpoint open before it is warned, in milliseconds. */
const endpointWarningDelay = 3_000

/** A call made before the loader came: a list, or a function's `arguments`. */
export type Call = Iterable<unknown>

/** What the loader starts with. */
export interface LoaderInput {
  /** The calls made before the loader came. */
  queued: Iterable<Call>
  /** The tag's options, all of them texts. */
  attributes: WrittenOptions
  browser: LoaderBrowser
  parts: LoaderParts
  /** Called by `destroy`. */
  gone(): void
}

function createLoaderState({ attributes, browser, parts }: LoaderInput): LoaderState {
  const query = new URLSearchParams(location.search)
  const view = query.get('howlikely')
  // Without a prototype: the page may have added one of these names to `Object.prototype`.
  const loader = ownOf<LoaderState>(createWrittenLayers(attributes), {
    browser,
    builtAt: __BUILT_AT__,
    statements: ownOf(),
    query,
    seen: null,
    triggerLog: [],
    countPage: () => countThisPage(loader),
    countVisits: () => loader.seen || countVisit(loader),
    handlers: new Set<HandlerEntry>(),
    parts,
    address: location.href,
    view,
    isOver: view === 'off',
    presence: new AbortController(),
  })
  return loader
}

/**
 * Starts the loader: it listens, remembers when it is quiet, and wakes the rest when something happens.
 * @returns a function that runs commands; undefined if howlikely must not run here
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
    Object.assign(loader.layers[1], readBlock())
    loader.isReady = true
    begin(loader)
    resolveReady()
    setTimeout(remindOfEndpoint, endpointWarningDelay, loader)
  }
  function start(): void {
    if (document.readyState !== 'loading' || readBlock()) beginOnce()
    else document.addEventListener('DOMContentLoaded', beginOnce, { signal })
  }

  signal.addEventListener('abort', input.gone)
  for (const call of input.queued) run(...call)
  // While a page is only being prerendered, nothing is counted, sent or asked.
  if ((document as { prerendering?: unknown }).prerendering === true)
    document.addEventListener('prerenderingchange', start, { signal })
  else start()
  return run
}
