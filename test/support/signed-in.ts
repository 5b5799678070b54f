import type { Browser, Page } from 'playwright'
import type { RunningCollector } from './collector.ts'

/** Opens a page of the report for somebody who has signed in, and notes what its console says from then on. */
export async function openSignedIn(
  browser: Browser,
  collector: Pick<RunningCollector, 'url' | 'token'>,
  path: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  await page.goto(`${collector.url}/report`)
  await page.getByLabel('The operator’s token').fill(collector.token)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Report', exact: true }).waitFor()
  const said: string[] = []
  page.on('console', message => said.push(message.text()))
  page.on('pageerror', error => said.push(error.message))
  await page.goto(collector.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, said }
}
