import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { now, testCollector, token } from '../collector/test-collector.ts'

const secret = 'sk_the_plugin'

// "Web Hooks Reference (V1)", docs.crisp.chat; values replaced.
const resolved = {
  website_id: 'w_1',
  event: 'session:set_state',
  data: { website_id: 'w_1', session_id: 'session_7/7', state: 'resolved' },
  timestamp: now - 60_000,
}

/** The relay between a Crisp that knows this of the conversation, and a collector. */
async function relayTo(meta: object | null) {
  const { createRelay } = await import('../../integrations/crisp/relay.mjs')
  const { collector, db } = await testCollector()
  const asked: string[] = []
  const hear = createRelay({
    secret,
    identifier: 'plugin',
    key: 'key',
    collector: 'https://answers.example',
    token,
    now: () => now,
    fetch: async (input: string | URL, init?: RequestInit) => {
      const url = String(input)
      if (new URL(url).host === 'answers.example') return collector.fetch(new Request(url, init))
      asked.push(`${url} ${new Headers(init?.headers).get('authorization')}`)
      return meta ? Response.json({ error: false, data: meta }) : new Response(null, { status: 500 })
    },
  })
  return {
    asked,
    kept: () => db.selectFrom('next_visit').selectAll().execute(),
    async tells(body: object, at = now, key = secret) {
      const text = JSON.stringify(body)
      const signature = createHmac('sha256', key).update(`[${at};${text}]`).digest('hex')
      const headers = { 'x-crisp-request-timestamp': String(at), 'x-crisp-signature': signature }
      const request = new Request('https://relay.example/', { method: 'POST', headers, body: text })
      return (await hear(request)).status
    },
  }
}

test('a conversation that was resolved in Crisp has its customer asked on the next visit, once', async () => {
  const relay = await relayTo({ email: 'Kim@example.com', data: { user_id: 'u_1' } })

  expect([await relay.tells(resolved), await relay.tells(resolved)]).toEqual([204, 204])
  expect(await relay.kept()).toMatchObject([
    { site: 'main', respondent: 'u_1', name: 'support', ref: 'session_7/7', at: resolved.timestamp },
  ])
  const basic = Buffer.from('plugin:key').toString('base64')
  expect(relay.asked[0]).toBe(
    `https://api.crisp.chat/v1/website/w_1/conversation/session_7%2F7/meta Basic ${basic}`,
  )
})

test('a visitor known only by e-mail is asked by that, and nobody is asked if Crisp knows nobody', async () => {
  const [byEmail, byNothing] = [await relayTo({ email: 'Kim@example.com' }), await relayTo({})]

  expect([await byEmail.tells(resolved), await byNothing.tells(resolved)]).toEqual([204, 204])
  expect(await byEmail.kept()).toMatchObject([{ respondent: 'kim@example.com' }])
  expect(await byNothing.kept()).toEqual([])
})

test('other messages, strangers and old signatures do nothing, and a Crisp that fails is to send again', async () => {
  const relay = await relayTo({ data: { user_id: 'u_1' } })

  expect(await relay.tells({ ...resolved, data: { ...resolved.data, state: 'pending' } })).toBe(204)
  expect(await relay.tells(resolved, now, 'another')).toBe(401)
  expect(await relay.tells(resolved, now - 300_001)).toBe(401)
  expect(await relay.kept()).toEqual([])
  expect(relay.asked).toEqual([])
  expect(await (await relayTo(null)).tells(resolved)).toBe(502)
})
