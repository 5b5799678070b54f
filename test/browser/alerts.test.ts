import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse } from '../collector/a-response.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { engines, enginesFor, sharedBrowser } from '../support/engines.ts'
import { type HookRecorder, startHookRecorder } from '../support/hook-recorder.ts'
import { openSignedIn } from '../support/signed-in.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe.each(enginesFor('report'))('alerts, in %s', engine => {
  let browser: Browser
  let collector: RunningCollector
  let hook: HookRecorder

  beforeAll(async () => {
    browser = await sharedBrowser(engine)
    hook = await startHookRecorder()
    collector = await startCollector({ environment: { ALERTS_TO_PRIVATE: '1' } })
  })

  afterAll(async () => {
    await collector?.stop()
    await hook?.refuse()
  })

  const answers = async (score: number) => {
    const at = new Date().toISOString()
    const times = { askedAt: at, scoredAt: at, endedAt: at, sentAt: at }
    const record = aResponse({ score, reason: '<!channel> late', ...times })
    const accepted = await fetch(`${collector.url}/responses`, {
      method: 'POST',
      body: JSON.stringify(record),
    })
    expect(accepted.status).toBe(204)
  }

  test('somebody chooses where and when, a detractor answers, and the alert arrives within seconds; a failure says why', async () => {
    // The page's own policy would keep axe out.
    const { page, said } = await openSignedIn(browser, collector, '/report/app/alerts', { bypassCSP: true })
    const [destinations, rules, outgoing] = ['Destinations', 'Rules', 'What was sent'].map(name =>
      page.getByRole('region', { name, exact: true }),
    )
    if (!destinations || !rules || !outgoing) throw new Error('The page has three parts.')
    await rules.getByText('Add a destination first.').waitFor()

    await destinations.getByLabel('Name').fill('Customer care')
    await destinations.getByLabel('Address of the web hook').fill(`${hook.url}/services/T1`)
    await destinations.getByRole('button', { name: 'Save' }).click()
    await destinations.getByRole('heading', { name: 'Customer care' }).waitFor()
    await rules.getByLabel('Name').fill('Low scores')
    await rules.getByRole('button', { name: 'Save' }).click()
    await rules.getByRole('heading', { name: 'Low scores' }).waitFor()
    await rules.getByText('answers of 6 or lower').waitFor()

    await answers(2)
    await expect.poll(() => hook.messages.length, { timeout: 5000 }).toBe(1)
    expect(JSON.parse(hook.messages[0]?.body ?? '').text).toContain('> &lt;!channel&gt; late')
    const first = outgoing.getByRole('listitem').filter({ hasText: '2 of 10' })
    await first.getByText('Sent', { exact: true }).waitFor()

    hook.answer(503, { 'retry-after': '2' })
    await answers(1)
    const second = outgoing.getByRole('listitem').filter({ hasText: '1 of 10' })
    await second.getByText('The destination refused it (503)').waitFor()
    await second.getByText('Waits', { exact: true }).waitFor()
    // axe finds the same in both engines, and takes long.
    if (engine === engines[0]) expect(await violations(page)).toEqual([])
    hook.answer(200)
    await second.getByText('Sent', { exact: true }).waitFor()
    expect(new Set(hook.keys()).size).toBe(2)

    await destinations.getByRole('button', { name: 'Send a test: Customer care' }).click()
    await outgoing
      .getByRole('listitem')
      .filter({ hasText: 'Test →' })
      .getByText('Sent', { exact: true })
      .waitFor()

    await rules.getByText('Change “Low scores”').click()
    const form = rules.getByRole('listitem')
    await form.getByLabel('Score at most').selectOption('0')
    await form.getByText('Only some answers').click()
    await form.getByLabel('Order value at least').fill('500')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByRole('alert').getByText('is not possible for currency').waitFor()
    await form.getByLabel('Currency').fill('eur')
    await form.getByRole('button', { name: 'Save' }).click()
    await rules.getByText('orders of €500.00 or more').waitFor()

    await destinations.getByRole('button', { name: 'Remove “Customer care”' }).click()
    await destinations.getByRole('button', { name: /^Remove it, and what waits for it/ }).click()
    await destinations.getByText('There is none yet. Nothing is sent.').waitFor()
    await rules.getByText('nowhere: its destinations were removed').waitFor()
    await first.getByText('a destination that was removed').waitFor()

    // Browsers log each answer that refuses something.
    expect(said.filter(line => !/422/.test(line))).toEqual([])
    await page.context().close()
  })
})

/** axe's findings, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // The script has just put it there.
    const { axe: found } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations: all } = await found.run()
    return all.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}
