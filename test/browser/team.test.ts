import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { enginesFor, sharedBrowser } from '../support/engines.ts'
import { openSignedIn } from '../support/signed-in.ts'

describe.each(enginesFor('report'))('what a team notes in the report, in %s', engine => {
  let browser: Browser
  let collector: RunningCollector

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    collector = await startCollector()
  })

  afterAll(() => collector?.stop())

  const open = (path: string) => openSignedIn(browser, collector, path)

  test('an event is noted, drawn, compared and taken away, by clicks alone', async () => {
    const { page, said } = await open('/report/example')
    await page.getByRole('link', { name: 'Trend: After a purchase' }).click()
    const events = page.getByRole('region', { name: 'Events' })
    await events
      .getByText(
        /^From \d+ \(\d+ answers\) in the 30 days before to .+ in the 30 days from then on: down \d+, a real fall\.$/,
      )
      .waitFor()
    expect(await page.locator('svg').getByText('1 New returns policy').count()).toBe(2)

    await page.getByText('Note an event').click()
    await page.getByLabel('What happened').fill('A sale')
    const day = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('Day (UTC)').fill(day)
    await page.getByRole('button', { name: 'Note it' }).click()
    await page.getByText('Noted: A sale.').waitFor()
    const sale = events.getByRole('listitem').filter({ hasText: 'A sale' })
    await sale.getByText(/in the 11 days before to .* in the 11 days from then on/).waitFor()
    const after = sale.getByRole('link', { name: /^After: \d+ answers$/ })
    const count = Number(/\d+/.exec((await after.textContent()) ?? '')?.[0])
    await after.click()
    await page.getByRole('article').first().waitFor()
    expect(await page.getByRole('article').count()).toBe(Math.min(50, count))
    await page.goBack()
    await page.getByLabel('Compare').selectOption('90 days before and after')
    await events.getByText(/in the 61 days before to .* in the 61 days from then on/).waitFor()

    await sale.getByRole('button', { name: 'Remove A sale' }).click()
    await sale.getByRole('button', { name: 'Keep it' }).click()
    await sale.getByRole('button', { name: 'Remove A sale' }).click()
    await sale.getByRole('button', { name: 'Remove it for everybody' }).click()
    await sale.waitFor({ state: 'detached' })

    expect(said).toEqual([])
    await page.context().close()
  })

  test('who was asked, scored, sent and wrote why, and what is at risk, by clicks alone', async () => {
    const { page, said } = await open('/report/example?survey=checkout&site=main')
    const checkout = page.getByRole('region', { name: 'After a purchase', exact: true })
    await checkout
      .getByText(/^Revenue at risk: €[\d,.]+, which is \d+% of €[\d,.]+, came from detractors\./)
      .waitFor()
    await checkout.getByRole('link', { name: 'Read what they said' }).click()
    await page.getByRole('link', { name: 'Remove the filter Order value in EUR' }).waitFor()
    const scores = await page.getByText(/^\d+ out of 10$/).allTextContents()
    expect(scores.map(text => Number.parseInt(text, 10)).filter(score => score > 6)).toEqual([])
    await page.goBack()
    await checkout.getByText(/^Weighted by order value \(EUR\), the score is /).waitFor()
    await checkout.getByText(/^\d+% of \d+ who were asked gave a score/).click()
    await checkout.getByRole('row', { name: /^Sent it \d+ \d+% of those who gave a score/ }).waitFor()
    await checkout.getByRole('row', { name: /^Likely mis-clicks [1-9]\d* / }).waitFor()
    const withReason = checkout.getByRole('row', { name: /^With a reason / }).getByRole('link')
    const reasons = Number(await withReason.textContent())
    await withReason.click()
    await page.getByRole('article').first().waitFor()
    expect(await page.getByRole('article').getByRole('blockquote').count()).toBe(Math.min(50, reasons))
    await page.goBack()
    await checkout.getByText(/^\d+% of \d+ who were asked gave a score/).waitFor()

    await page.getByRole('link', { name: 'Segments: After a purchase' }).click()
    await page.getByLabel('Show by').selectOption('Product')
    await page.getByText('From being asked to a reason', { exact: true }).click()
    await page.getByRole('row', { name: /^machine \d+( \d+%){6}$/ }).waitFor()
    await page.getByText('By order value', { exact: true }).click()
    await page.getByRole('row', { name: /^machine €[\d,.]+ €[\d,.]+ / }).waitFor()

    expect(said).toEqual([])
    await page.context().close()
  })

  test('a goal and a line are set, drawn, described in words and taken away', async () => {
    const { page, said } = await open('/report/example?survey=support&site=main&kind=transactional')
    const support = page.getByRole('region', { name: 'After a support contact', exact: true })
    await support.getByText(/^\d+ (below|above) the goal of 20: /).waitFor()
    await support.getByText('Goal and reference lines').click()
    await support.getByText('Set a goal for After a support contact').click()
    await support.getByLabel('Goal (−100 to 100)').fill('90')
    await support.getByRole('button', { name: 'Set the goal' }).click()
    await support.getByText(/^\d+ below the goal of 90: more than noise\.$/).waitFor()

    await support.getByText('Add a line to compare with').click()
    await support.getByLabel('What it is').fill('Last year')
    await support.getByLabel('Score (−100 to 100)').fill('-80')
    await support.getByLabel('Where it is from').fill('Our report')
    await support.getByRole('button', { name: 'Add the line' }).click()
    await support.getByText(/^\d+ above “Last year” \(−80\): more than noise\. Source: Our report$/).waitFor()
    await page.getByRole('link', { name: 'Trend: After a support contact' }).click()
    const chart = page.getByRole('img', { name: 'The score of After a support contact over time' })
    await chart.getByText('Last year −80').waitFor()
    expect(await chart.getByText('Goal 90').count()).toBe(1)

    await page.goBack()
    await support.getByText('Goal and reference lines').click()
    await support.getByRole('button', { name: 'Remove Last year' }).click()
    await support.getByRole('button', { name: 'Remove it for everybody' }).click()
    await support
      .getByText(/Last year/)
      .first()
      .waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Segments: After a support contact' }).click()
    await page.getByLabel('Show by').selectOption('Team')
    await page.getByText('The same as a table').click()
    await page.getByRole('row', { name: /^south .* \d+ below the goal of 10: more than noise\.$/ }).waitFor()

    expect(said).toEqual([])
    await page.context().close()
  })
})
