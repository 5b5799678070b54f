import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse } from '../collector/a-response.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.each(enginesFor('report'))('the report in %s', engine => {
  let browser: Browser
  let collector: RunningCollector

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    collector = await startCollector()
    await fill(collector.url)
  })

  afterAll(() => collector?.stop())

  const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    await page.goto(`${collector.url}/report`)
    return page
  }

  const signIn = async (page: Page) => {
    await page.getByLabel('The operator’s token').fill(collector.token)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Report', level: 1, exact: true }).waitFor()
  }

  test('an operator signs in with the token, reads the score and the reasons, and signs out', async () => {
    const page = await open()
    await page.getByLabel('The operator’s token').fill('not-this-one')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await signIn(page)

    const survey = page.getByRole('region', { name: 'checkout' })
    await survey.getByRole('row', { name: 'Promoters 9–10 2 67%' }).waitFor()
    expect(await survey.getByRole('article').first().textContent()).toContain('Fast delivery')

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('The operator’s token').waitFor()
    await page.context().close()
  })

  test.each([
    ['light', 1100],
    ['dark', 1100],
    ['light', 320],
  ] as const)(
    'in %s at %i px nothing is inaccessible, and nothing is cut off',
    async (colorScheme, width) => {
      // The page's own policy would keep axe out.
      const page = await open({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } })
      expect(await violations(page)).toEqual([])
      await signIn(page)

      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.context().close()
    },
  )

  test('it is the same without scripts', async () => {
    const page = await open({ javaScriptEnabled: false })
    await signIn(page)

    expect(await page.getByRole('region', { name: 'checkout' }).textContent()).toContain('3 answers')
    await page.context().close()
  })
})

async function fill(url: string): Promise<void> {
  const long = 'a'.repeat(300)
  const records = [
    aResponse(),
    aResponse({ reason: long, trigger: { ref: long }, page: { url: `https://shop.example/${long}` } }),
    aResponse({ score: 4, reason: 'بطيء جدا', locale: 'ar' }),
    aResponse({ state: 'scored', reason: null }),
    aResponse({ survey: 'visit', kind: 'relationship', state: 'dismissed', score: null, reason: null }),
  ]
  for (const [index, record] of records.entries()) {
    const endedAt = new Date(Date.parse(record.sentAt) - index * 1000).toISOString()
    const body = JSON.stringify({ ...record, endedAt })
    const answer = await fetch(`${url}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body,
    })
    expect(answer.status).toBe(204)
  }
}

/** axe's findings, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // Put there by the line above, which the types can't know.
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const found = await axe.run()
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}
