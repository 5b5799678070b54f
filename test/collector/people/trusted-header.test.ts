import { describe, expect, test } from 'vitest'
import { trustedProxies } from '../../../src/collector/client.ts'
import { token } from '../test-collector.ts'
import { cookieOf, testTeam } from './a-team.ts'

const header = 'x-forwarded-user'

async function behindProxy(options: { trustedUserHeader?: string | null } = { trustedUserHeader: header }) {
  const proxies = trustedProxies(['10.0.0.0/8'])
  if (!proxies.ok) throw new Error(proxies.wrong)
  const tested = await testTeam({ trustedProxies: proxies.proxies, ...options })
  await tested.joined('ada@example.com', 'follow-up')
  return {
    ...tested,
    async statusOf(name: string, connection: string, path = '/api/report', more: RequestInit = {}) {
      const headers = { [header]: name, ...more.headers }
      const request = new Request(`http://collector${path}`, { ...more, headers })
      return (await tested.fetch(request, connection)).status
    },
  }
}

describe('the header in which a proxy names who asks', () => {
  test('lets a member in, by the role that they have here', async () => {
    const { statusOf } = await behindProxy()

    expect(await statusOf('ADA@example.com', '10.0.0.1')).toBe(200)
    expect(await statusOf('ada@example.com', '::ffff:10.0.0.1')).toBe(200)
    expect(await statusOf('ada@example.com', '10.0.0.1', '/api/members')).toBe(403)
  })

  test.each([
    ['from another address', 'ada@example.com', '192.0.2.1', {}, 401],
    [
      'from a stranger who claims to be the proxy',
      'ada@example.com',
      '192.0.2.1',
      { 'x-forwarded-for': '10.0.0.1' },
      401,
    ],
    ['of somebody who is no member', 'eve@example.com', '10.0.0.1', {}, 403],
    ['of two at once', 'ada@example.com, eve@example.com', '10.0.0.1', {}, 403],
    ['that is empty', '', '10.0.0.1', {}, 401],
  ])('%s opens nothing', async (_case, name, connection, headers, status) => {
    const { statusOf } = await behindProxy()

    expect(await statusOf(name, connection, '/api/report', { headers })).toBe(status)
  })

  test('means nothing if it is not configured', async () => {
    const { statusOf } = await behindProxy({ trustedUserHeader: null })

    expect(await statusOf('ada@example.com', '10.0.0.1')).toBe(401)
  })

  test('overrides another member’s session in this browser, but not the operator’s', async () => {
    const { statusOf, joined, post, operator, team } = await behindProxy()
    const bob = await joined('bob', 'manage')
    const session = cookieOf(await post('/login', { token }))
    const asAda = (cookie: string) =>
      statusOf('ada@example.com', '10.0.0.1', '/api/members', { headers: { cookie } })

    expect(await asAda(bob.cookie)).toBe(403)
    expect(await asAda(session)).toBe(200)
    const ada = (await team()).members.find(({ name }) => name.startsWith('ada'))
    await operator(`/api/members/${ada?.id}/remove`, {})
    expect(await asAda(bob.cookie)).toBe(403)
  })

  test('does not let another site’s page act in the member’s name', async () => {
    const { statusOf } = await behindProxy()
    const note = (origin: string) =>
      statusOf('ada@example.com', '10.0.0.1', '/api/events', {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ day: '2026-05-01', name: 'Sale' }),
      })

    expect(await note('https://evil.example')).toBe(403)
    expect(await note('http://collector')).toBe(200)
  })
})
