import { expect, test } from 'vitest'
import { aResponse } from './a-response.ts'
import { testCollector } from './test-collector.ts'

const late = () =>
  aResponse({
    score: 2,
    reason: '=SUM(1) late',
    trigger: { ref: '007', value: 59.9, currency: 'EUR' },
    contact: { allowed: true, email: 'ann@shop.example' },
  })

test('what the filters show, and nothing else, as a table', async () => {
  const { send, operatorGets } = await testCollector()
  await send(
    late(),
    aResponse({ score: 3, reason: 'late too', contact: { allowed: false, email: null } }),
    aResponse({ score: 10 }),
  )

  const response = await operatorGets(
    '/api/answers/export?category=detractor&words=late&separator=semicolon&ids=text',
  )

  expect(response.headers.get('content-disposition')).toBe('attachment; filename="howlikely-answers.csv"')
  const [head = '', ...lines] = (await response.text()).trim().split('\r\n')
  const names = head.replace('\ufeff', '').replaceAll('"', '').split(';')
  const cells = lines.map(line => line.split(';'))
  const cellOf = (name: string, value: string) => cells.some(line => line[names.indexOf(name)] === value)
  expect(lines).toHaveLength(2)
  for (const [name, value] of [
    ['reason', `"'=SUM(1) late"`],
    ['ref', '"\t007"'],
    ['value', '59,9'],
    ['may_contact', 'true'],
    ['may_contact', 'false'],
    ['email', '"ann@shop.example"'],
  ] as const) {
    expect(cellOf(name, value), name).toBe(true)
  }
  expect(cells[0]?.[names.indexOf('question')]).toMatch(/^"How likely/)
})

test('every page of a long list, as JSON that says what the list does', async () => {
  const { send, operatorGets } = await testCollector()
  await send(...Array.from({ length: 1001 }, (_, place) => aResponse({ score: place % 11 })))

  const all = await (await operatorGets('/api/answers/export?format=json')).json()

  expect(new Set(all.map(({ id }: { id: string }) => id)).size).toBe(1001)
  const { answers } = await (await operatorGets('/api/answers')).json()
  expect(all.slice(0, 50)).toEqual(answers)
  expect(await (await operatorGets('/api/answers/export?format=json&words=nothing')).json()).toEqual([])
})

test('what it doesn’t know is refused', async () => {
  const { operatorGets } = await testCollector()
  const response = await operatorGets('/api/answers/export?format=xml')

  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ field: 'format', found: '"xml"' })
})
