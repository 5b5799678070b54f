import type { Browser, Page } from 'playwright'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aResponse } from '../collector/a-response.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { openSignedIn } from '../support/signed-in.ts'

interface Given {
  reason: string
  value: number
  score?: number
  allowed?: boolean
}

describe.each(enginesFor('report'))('following up in %s', engine => {
  let browser: Browser
  let collector: RunningCollector

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
  })
  beforeEach(async () => {
    collector = await startCollector()
  })
  afterEach(() => collector?.stop())

  const open = (path: string) => openSignedIn(browser, collector, path)

  async function give(...all: Given[]): Promise<void> {
    const at = new Date(Date.now() - 60_000).toISOString()
    for (const { reason, value, score = 2, allowed = true } of all) {
      const record = aResponse({
        ...{ score, reason, askedAt: at, scoredAt: at, endedAt: at, sentAt: at },
        trigger: { value, currency: 'EUR', ref: `A-${value}`, at },
        contact: { allowed, email: allowed ? 'anna@example.org' : null },
      })
      const response = await fetch(`${collector.url}/responses`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify(record),
      })
      expect(response.status).toBe(204)
    }
  }

  const answer = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

  test('whom do we call back today? the most valuable first; taken, noted and solved by clicks alone, and the overview says so', async () => {
    await give(
      { reason: 'The cup was broken', value: 12 },
      { reason: 'It never came', value: 480 },
      { reason: 'Leave me alone', value: 700, allowed: false },
      { reason: 'Lovely', value: 900, score: 10 },
    )
    const { page, said } = await open('/report/app')
    await page.getByRole('link', { name: '3 detractors wait to be followed up.' }).click()
    await page.getByRole('heading', { level: 1, name: 'Follow-up' }).waitFor()
    await page.getByRole('checkbox', { name: 'Only those who may be contacted' }).check()
    await page.getByText('2 answers to follow up on this page.').waitFor()
    expect(await page.getByRole('article').first().textContent()).toContain('It never came')

    const dear = answer(page, 'It never came')
    expect(await dear.getByRole('link', { name: 'Write to anna@example.org' }).getAttribute('href')).toBe(
      'mailto:anna%40example.org',
    )
    await dear.getByRole('button', { name: 'Copy A-480' }).waitFor()
    await dear.getByRole('button', { name: 'Take it' }).click()
    await dear.getByText('Owner: Operator', { exact: true }).waitFor()
    await dear.getByText('Follow up', { exact: true }).click()
    await dear.getByLabel('State').selectOption('Contacted')
    await dear.getByLabel('Note').fill('Called: a new one is on its way')
    await dear.getByRole('button', { name: 'Save' }).click()
    // It is new no longer, and leaves the list of those that are.
    await page.getByText('Saved for 1 answer.').waitFor()
    await dear.waitFor({ state: 'detached' })

    await page.getByRole('combobox', { name: 'State', exact: true }).first().selectOption('Contacted')
    await dear.getByText('History (2 steps)').click()
    await dear.getByText('Called: a new one is on its way').waitFor()
    await dear.getByText('Follow up', { exact: true }).click()
    await dear.getByLabel('State').selectOption('Solved')
    await dear.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Nobody is waiting here.').waitFor()
    await page.getByText('Saved for 1 answer.').waitFor()

    await page.getByRole('link', { name: 'Overview', exact: true }).click()
    await page.getByRole('link', { name: '2 detractors wait to be followed up.' }).waitFor()
    await page.getByRole('link', { name: '33% solved (1)' }).waitFor()
    await page.getByText(/^first contact after \d+ minutes? \(median\)$/).waitFor()
    expect(said).toEqual([])
    await page.context().close()
  })

  test('if two people change the same answer at once, the later one is told, and keeps the typed text', async () => {
    await give({ reason: 'It never came', value: 480 })
    const [first, second] = await Promise.all([open('/report/app/follow-up'), open('/report/app/follow-up')])
    for (const [{ page }, state, note] of [
      [first, 'Contacted', 'Wrote an e-mail'],
      [second, 'Lost', 'Bought elsewhere'],
    ] as const) {
      await page.getByText('Follow up', { exact: true }).click()
      await page.getByRole('article').getByLabel('State').selectOption(state)
      await page.getByLabel('Note').fill(note)
    }
    await first.page.getByRole('button', { name: 'Save' }).click()
    await first.page.getByText('Saved for 1 answer.').waitFor()
    await second.page.getByRole('button', { name: 'Save' }).click()
    await second.page
      .getByRole('alert')
      .getByText(/^Operator has changed this since you opened it \(now: contacted\)/)
      .waitFor()

    expect(await second.page.getByLabel('Note').inputValue()).toBe('Bought elsewhere')
    await second.page.getByText('History (1 step)').click()
    await second.page.getByText('Wrote an e-mail').waitFor()
    await second.page.getByRole('button', { name: 'Save' }).click()
    await second.page.getByText('Saved for 1 answer.').waitFor()
    await second.page.getByRole('combobox', { name: 'State', exact: true }).first().selectOption('Lost')
    await second.page.getByText('History (2 steps)').click()
    await second.page.getByText('Bought elsewhere').waitFor()
    await Promise.all([first, second].map(({ page }) => page.context().close()))
  })

  test('several are changed at once', async () => {
    await give({ reason: 'One', value: 1 }, { reason: 'Two', value: 2 }, { reason: 'Three', value: 3 })
    const { page, said } = await open('/report/app/follow-up')
    await answer(page, 'One').getByRole('checkbox').check()
    await answer(page, 'Three').getByRole('checkbox').check()
    const bulk = page.getByRole('group', { name: 'Follow up the 2 answers ticked' })
    await bulk.getByLabel('State').selectOption('Lost')
    await bulk.getByLabel('Note').fill('The shop has closed')
    await bulk.getByRole('button', { name: 'Save' }).click()

    await page.getByText('Saved for 2 answers.').waitFor()
    await page.getByText('1 answer to follow up on this page.').waitFor()
    expect(await page.getByRole('article').textContent()).toContain('Two')
    expect(said).toEqual([])
    await page.context().close()
  })
})
