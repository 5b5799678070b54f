import { type Browser, type BrowserContext, chromium, firefox, type Page } from 'playwright'
import { launchOptions, testLaunchOptions } from '../../scripts/browsers.mjs'
import { isThorough } from './thorough.ts'

export type Engine = 'chromium' | 'firefox'

const types = { chromium, firefox }

/** The engines that this machine has; a missing one is said by the test command. */
export const engines: readonly Engine[] = (['chromium', 'firefox'] as const).filter(engine =>
  testLaunchOptions(engine),
)

/**
 * Subjects on which engines hardly differ: `npm test` tries them in one engine, and `npm run test:all` in both. That one is
 * mostly Chromium, where a visit costs a third of the processor time. Tabs, storage, the way back, each kind of fault,
 * policies and hostile pages are not listed: they are always tried in both. 'more-of-the-same' is for further cases in
 * such files: a fault of the same kind at another instant, in another order or number, or decisions of the collector or
 * of plain rules once the browser has done its part.
 */
const oneEngineIsEnough = {
  beyond: 'chromium',
  'carried-dialogs': 'chromium',
  'carried-scripts': 'chromium',
  'changing-page': 'chromium',
  consent: 'chromium',
  destroy: 'chromium',
  docs: 'chromium',
  'endpoint-statuses': 'chromium',
  'field-tag': 'chromium',
  frameworks: 'chromium',
  'good-moment': 'chromium',
  installed: 'chromium',
  integrations: 'chromium',
  integrity: 'chromium',
  links: 'chromium',
  messages: 'chromium',
  'more-of-the-same': 'chromium',
  'moved-clock': 'chromium',
  package: 'chromium',
  pollution: 'chromium',
  preview: 'chromium',
  privacy: 'firefox',
  reach: 'chromium',
  recipes: 'chromium',
  report: 'chromium',
  'single-page': 'firefox',
  sources: 'chromium',
  stacks: 'chromium',
  tag: 'chromium',
  weight: 'chromium',
} as const satisfies Record<string, Engine>

/** The engines in which to try a subject: the one that suffices, if it is here, or all. */
export function enginesFor(subject: keyof typeof oneEngineIsEnough): readonly Engine[] {
  const enough = oneEngineIsEnough[subject]
  return isThorough || !engines.includes(enough) ? engines : [enough]
}

/** The same of one engine, for single tests in a file that runs in both. */
export const isAskedOf = (engine: Engine, subject: keyof typeof oneEngineIsEnough): boolean =>
  enginesFor(subject).includes(engine)

/** Starts a browser of one's own, and leaves it to the caller to close. */
export const launch = (engine: Engine): Promise<Browser> => types[engine].launch(testLaunchOptions(engine))

/** The same, with its windows: what survives a crash is a promise about the browser that visitors have. */
export const launchWhole = (engine: Engine): Promise<Browser> => types[engine].launch(launchOptions(engine))

const shared = new Map<Engine, Promise<Browser>>()

/** The browser that all files in one worker share; nobody closes it, it ends with the worker. A test has its own context. */
export async function sharedBrowser(engine: Engine): Promise<Browser> {
  const running = await shared.get(engine)?.catch(() => undefined)
  if (running?.isConnected()) return running
  const started = launch(engine)
  shared.set(engine, started)
  return started
}

/** A page's network requests, and its console output. */
export interface Watch {
  requests: string[]
  /** Bodies that were POSTed, parsed, in order. */
  posts: unknown[]
  console: string[]
}

/** Opens a page and watches what it does. Firefox under WebDriver BiDi reports POST bodies too late: ask the server instead. */
export async function openPage(context: BrowserContext): Promise<{ page: Page; watch: Watch }> {
  const page = await context.newPage()
  const watch: Watch = { requests: [], posts: [], console: [] }
  page.on('request', request => {
    watch.requests.push(`${request.method()} ${request.url()}`)
    const body = request.method() === 'POST' ? request.postData() : null
    if (body) watch.posts.push(body)
  })
  page.on('console', message => watch.console.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => watch.console.push(`uncaught: ${error.message}`))
  return { page, watch }
}
