import { type Browser, type BrowserContext, chromium, firefox, type Page } from 'playwright'
import { launchOptions } from '../../scripts/browsers.mjs'

export type Engine = 'chromium' | 'firefox'

const types = { chromium, firefox }

/** The engines that this machine has; a missing one is said by the test command. */
export const engines: readonly Engine[] = (['chromium', 'firefox'] as const).filter(engine =>
  launchOptions(engine),
)

export const launch = (engine: Engine): Promise<Browser> => types[engine].launch(launchOptions(engine))

/** What a page asked the network for, and what its console said. */
export interface Watch {
  requests: string[]
  /** Bodies that were POSTed, parsed, in order. */
  posts: unknown[]
  console: string[]
}

/** Opens a page and watches what it does. Firefox under WebDriver BiDi tells POST bodies too late: use the server's word. */
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
