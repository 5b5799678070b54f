import type { Browser, BrowserContext, Page } from 'playwright'
import type { RunningCollector } from './collector.ts'

/**
 * Opens a page of the report for a person who has signed in, and notes its console output from then on. The sign-in uses
 * no page: the form has tests of its own, and loading it takes as long as many a test.
 */
export async function openSignedIn(
  browser: Browser,
  collector: Pick<RunningCollector, 'url' | 'token'>,
  path: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  await signIn(context, collector)
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', message => said.push(message.text()))
  page.on('pageerror', error => said.push(error.message))
  await page.goto(collector.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, said }
}

/** As the form does it. */
async function signIn(
  context: BrowserContext,
  { url, token }: Pick<RunningCollector, 'url' | 'token'>,
): Promise<void> {
  const answer = await context.request.post(`${url}/login`, {
    form: { token },
    headers: { origin: url },
    maxRedirects: 0,
  })
  if (answer.status() !== 303) throw new Error(`Signing in was answered with ${answer.status()}.`)
}
