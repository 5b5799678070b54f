import { expect, test } from 'vitest'
import type { ReportData } from '../../src/report/report-data.ts'
import { aResponse } from './a-response.ts'
import { testCollector } from './test-collector.ts'

test('a response that was sent is in the page and in the data', async () => {
  const { send, operatorGets } = await testCollector()
  await send(aResponse({ reason: 'Fast & friendly' }), aResponse({ score: 3, reason: null }))

  const page = await (await operatorGets('/report')).text()
  const data = await (await operatorGets('/api/report')).json()

  expect(page).toContain('Fast &amp; friendly')
  expect(data.surveys).toMatchObject([
    {
      site: 'main',
      survey: 'checkout',
      score: 0,
      answers: 2,
      reasons: [{ score: 9, reason: 'Fast & friendly' }],
    },
  ])
})

test('the switch in the address counts unconfirmed scores in', async () => {
  const { send, operatorGets } = await testCollector()
  await send(aResponse({ score: 3 }), aResponse({ state: 'scored', reason: null }))

  expect(await (await operatorGets('/report')).text()).toContain(
    '1 score was chosen and never sent (unconfirmed); with them the score would be 0',
  )
  expect(await (await operatorGets('/report?unconfirmed=counted')).text()).toContain(
    '1 score was chosen and never sent (unconfirmed), and included; without them it would be −100',
  )
})

test('a survey with more reasons than fit leads to the older ones, to the last', async () => {
  const { send, operatorGets } = await testCollector()
  const records = Array.from({ length: 130 }, (_, index) =>
    aResponse({
      reason: `reason number ${index}.`,
      endedAt: new Date(Date.UTC(2026, 3, 1, 0, index)).toISOString(),
    }),
  )
  await send(...records)

  const pages = []
  for (let path: string | null = '/report'; path !== null; path = linkToOlder(pages.at(-1) ?? '')) {
    pages.push(await (await operatorGets(path)).text())
  }

  const numbers = pages.map(page =>
    [...page.matchAll(/reason number (\d+)\./g)].map(([, number]) => Number(number)),
  )
  expect(numbers.map(({ length }) => length)).toEqual([20, 100, 10])
  expect(numbers.flat()).toEqual(records.map((_, index) => 129 - index))
})

test('an address that names a survey shows its newest', async () => {
  const { send, operatorGets } = await testCollector()
  await send(aResponse({ reason: 'Lovely tea' }))

  const answer = await operatorGets('/report/reasons?site=main&survey=checkout')

  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Lovely tea')
})

test('a flood of made-up surveys leaves the ones that are answered on the page', async () => {
  const { send, operatorGets } = await testCollector()
  const flood = Array.from({ length: 60 }, (_, index) =>
    aResponse({ survey: `flood-${index}`, site: index % 2 ? 'main' : 'shop' }),
  )
  await send(...flood, aResponse({ survey: 'zebra' }), aResponse({ survey: 'zebra' }))

  const page = await (await operatorGets('/report')).text()

  expect(page).toContain('>zebra</h2>')
  expect(page.match(/<h2/g)).toHaveLength(50)
  expect(page).toContain('11 more surveys')
  const data = (await (await operatorGets('/api/report')).json()) as ReportData
  expect([data.surveys.length, data.leftOut, data.undeclared]).toEqual([50, 11, 0])
})

/** The last link on the page is the one of the only survey. */
function linkToOlder(page: string): string | null {
  return page.match(/href="(\/report\/reasons[^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? null
}

test.each(['site', 'survey'])(
  'a link with words for %s in it writes nothing on the page of reasons',
  async name => {
    const { operatorGets } = await testCollector()

    const page = await operatorGets(
      `/report/reasons?${name}=${encodeURIComponent('Your session has ended: call')}`,
    )

    expect(await page.text()).not.toContain('session has ended')
  },
)

test('an answer that hardly a human gave is marked in the table, and counts', async () => {
  const { send, operatorGets } = await testCollector()
  await send(aResponse({ askedAt: '2026-05-01T12:00:09.900Z', scoredAt: '2026-05-01T12:00:09.950Z' }))

  const { surveys } = await (await operatorGets('/api/report')).json()
  const table = await (await operatorGets('/api/responses?format=csv')).text()

  expect(surveys).toMatchObject([{ answers: 1 }])
  expect(table).toContain('"too-fast"')
})
