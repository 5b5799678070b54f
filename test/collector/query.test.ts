import { describe, expect, test } from 'vitest'
import { aResponse } from './a-response.ts'
import { testCollector, token } from './test-collector.ts'

/** Each address that takes parameters, or none, and one that it knows with a wrong value. */
const addresses: readonly (readonly [method: string, path: string, wrong: string | null])[] = [
  ['GET', '/api/responses', 'format=xlsx'],
  ['GET', '/api/responses', 'site=my shop'],
  ['GET', '/api/responses', 'survey='],
  ['GET', '/api/report', 'verified=yes'],
  ['GET', '/report', 'unconfirmed=yes'],
  ['GET', '/report', 'verified='],
  ['GET', '/report/reasons?site=main&survey=checkout', 'kind=other'],
  ['GET', '/report/reasons?site=main&survey=checkout', 'after=nonsense'],
  ['GET', '/report/reasons?site=main&survey=checkout', 'after=1.2'],
  ['GET', '/report/data', null],
  ['POST', '/report/person', null],
  ['POST', '/report/person/erase', null],
  ['POST', '/api/person/export', null],
  ['POST', '/api/person/erase', null],
]

async function ask(method: string, path: string) {
  const { collector, send, stored } = await testCollector()
  await send(aResponse({ trigger: { ref: 'A-1042' } }))
  const answer = await collector.fetch(
    new Request(`http://collector${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(method === 'POST' && { body: new URLSearchParams({ by: 'ref', value: 'A-1042' }) }),
    }),
  )
  const text = await answer.text()
  return { answer, text, stored: await stored() }
}

const withQuery = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`

const once = [
  ...new Map(addresses.map(([method, path]) => [`${method} ${path}`, [method, path] as const])).values(),
]

describe.each(once)('%s %s', (method, path) => {
  test('is answered as it stands', async () => {
    const { answer } = await ask(method, path)

    expect(answer.status).toBe(200)
  })

  test.each(['from=2026-01-01', 'Format=csv', 'sites=main', '__proto__=1', 'constructor='])(
    'refuses "%s", which it does not know, and says what it takes',
    async query => {
      const { answer, text, stored } = await ask(method, withQuery(path, query))
      const [name = ''] = query.split('=')

      expect(answer.status).toBe(400)
      expect(text).toContain(`${name} must be left out, as this address takes`)
      expect(stored).toHaveLength(1)
      if (!path.startsWith('/api')) return
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(JSON.parse(text)).toMatchObject({
        field: name,
        found: expect.stringMatching(/^"/),
        allowed: expect.stringContaining('this address takes'),
      })
    },
  )

  test('asks who it is before it says what is wrong', async () => {
    const { collector } = await testCollector()
    const answer = await collector.fetch(
      new Request(`http://collector${withQuery(path, 'from=1')}`, { method }),
    )

    expect(answer.status).toBe(401)
  })
})

const wrongValues = addresses.flatMap(([method, path, wrong]) =>
  wrong ? [[method, path, wrong] as const] : [],
)

test.each(wrongValues)('%s %s refuses "%s", and says what is allowed', async (method, path, wrong) => {
  const { answer, text } = await ask(method, withQuery(path, wrong))
  const [name = '', value] = wrong.split('=')

  expect(answer.status).toBe(400)
  expect(text).toContain(`${name} must be `)
  if (path.startsWith('/api'))
    expect(JSON.parse(text)).toMatchObject({
      field: name,
      found: JSON.stringify(value),
      allowed: expect.stringMatching(/./),
    })
})

test.each(wrongValues)(
  '%s %s refuses a parameter of "%s" that is there twice',
  async (method, path, wrong) => {
    const [name] = wrong.split('=')
    const { answer, text } = await ask(method, withQuery(path, `${name}=only&${name}=only`))

    expect(answer.status).toBe(400)
    expect(text).toContain(`${name} must be `)
  },
)

test('the site and the survey must be named if one survey is shown', async () => {
  const { answer, text } = await ask('GET', '/report/reasons?site=main')

  expect(answer.status).toBe(400)
  expect(text).toContain('survey must be')
})

test('an endpoint may carry parameters of the site’s own, as proxies want them', async () => {
  const { collector } = await testCollector()
  const answer = await collector.fetch(
    new Request('http://collector/responses?key=a', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(aResponse()),
    }),
  )

  expect(answer.status).toBe(204)
})
