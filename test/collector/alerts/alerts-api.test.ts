import { describe, expect, test } from 'vitest'
import { DestinationsAnswer, OutgoingAnswer, RulesAnswer } from '../../../src/report/api/alerts.ts'
import { aResponse } from '../a-response.ts'
import { now, testCollector, token } from '../test-collector.ts'

const authorized = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

async function alertCollector(sending = { canMail: true, toPrivate: false }) {
  let woken = 0
  const test = await testCollector({ sending, onMessages: () => (woken += 1) })
  const asks = (method: string, path: string, body?: unknown, headers: Record<string, string> = authorized) =>
    test.collector.fetch(
      new Request(`http://collector${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  const idOf = async (answer: Promise<Response>): Promise<string> => (await (await answer).json()).id
  return {
    ...test,
    asks,
    woken: () => woken,
    makes: (path: string, body: unknown) => idOf(asks('POST', path, body)),
    rules: async () => RulesAnswer.parse(await (await test.operatorGets('/api/alerts')).json()).rules,
    destinations: async () =>
      DestinationsAnswer.parse(await (await test.operatorGets('/api/destinations')).json()).destinations,
    outgoing: async (query = '') =>
      OutgoingAnswer.parse(await (await test.operatorGets(`/api/outgoing${query}`)).json()),
  }
}

const channel = { name: 'Channel', kind: 'slack', address: 'https://hooks.slack.example/services/T1/B2/xyz' }
const crm = {
  name: 'CRM',
  kind: 'json',
  address: 'https://crm.example/in?key=hidden',
  secret: 'sixteen letters!',
}

test('destinations and rules are made, changed and removed, and no secret comes back out', async () => {
  const { asks, makes, rules, destinations, operatorGets } = await alertCollector()
  const [slack, json, mail] = [
    await makes('/api/destinations', channel),
    await makes('/api/destinations', crm),
    await makes('/api/destinations', {
      name: 'Care',
      kind: 'email',
      address: 'care@shop.example',
      digest: true,
    }),
  ]
  const rule = {
    name: 'Dear and low',
    scoreAtMost: 4,
    valueAtLeast: 500,
    currency: 'EUR',
    destinations: [slack, json],
  }
  const id = await makes('/api/alerts', rule)

  const changed = { at: now, by: 'Operator' }
  expect(await destinations()).toEqual([
    {
      id: mail,
      name: 'Care',
      kind: 'email',
      address: 'care@shop.example',
      digest: true,
      zone: 'UTC',
      changed,
    },
    {
      id: slack,
      name: 'Channel',
      kind: 'slack',
      address: 'https://hooks.slack.example',
      digest: false,
      zone: 'UTC',
      changed,
    },
    {
      id: json,
      name: 'CRM',
      kind: 'json',
      address: 'https://crm.example',
      digest: false,
      zone: 'UTC',
      changed,
    },
  ])
  const said = await (await operatorGets('/api/destinations')).text()
  for (const secret of ['xyz', 'hidden', 'sixteen']) expect(said).not.toContain(secret)
  expect(await rules()).toEqual([{ ...rule, id, on: 'answer', changed }])

  await makes('/api/alerts', { id, name: 'Falls', on: 'fall', survey: 'checkout', destinations: [mail] })
  expect(await rules()).toEqual([
    { id, name: 'Falls', on: 'fall', survey: 'checkout', destinations: [mail], changed },
  ])
  expect((await asks('DELETE', `/api/destinations/${slack}`)).status).toBe(204)
  expect((await asks('DELETE', `/api/destinations/${slack}`)).status).toBe(404)
  expect((await asks('DELETE', `/api/alerts/${id}`)).status).toBe(204)
  expect([(await rules()).length, (await destinations()).length]).toEqual([0, 2])
})

test('an answer is reported, a test is queued, the sender is woken, and the list is read page by page', async () => {
  const { send, makes, woken, outgoing } = await alertCollector()
  const slack = await makes('/api/destinations', channel)
  await makes('/api/alerts', { name: 'Low', destinations: [slack] })
  const before = woken()

  await send(aResponse({ score: 9 }))
  expect(woken()).toBe(before)
  await send(aResponse({ score: 2, survey: 'checkout' }))
  await makes(`/api/destinations/${slack}/test`, {})
  expect(woken()).toBe(before + 2)

  const { messages, next } = await outgoing()
  expect(next).toBeNull()
  expect(messages.map(({ kind, rule, survey, score }) => [kind, rule, survey, score]).sort()).toEqual([
    ['alert', 'Low', 'checkout', 2],
    ['test', null, null, null],
  ])
  await send(...Array.from({ length: 40 }, () => aResponse({ score: 0 })))
  const first = await outgoing()
  expect([first.messages.length, (await outgoing(`?older=${first.next}`)).messages.length]).toEqual([30, 12])
  expect((await outgoing('?outgoing=sent')).messages).toEqual([])
})

describe('refused, and nothing is done', () => {
  const email = { name: 'Care', kind: 'email', address: 'care@shop.example' }
  test.each([
    ['/api/destinations', { ...channel, name: ' ' }, 422, 'name', '" "', /words on one line/],
    [
      '/api/destinations',
      { ...channel, kind: 'pager' },
      422,
      'kind',
      '"pager"',
      /"slack", "json" or "email"/,
    ],
    [
      '/api/destinations',
      { ...channel, address: 'hooks' },
      422,
      'address',
      '"hooks"',
      /an address such as https/,
    ],
    [
      '/api/destinations',
      { ...channel, address: 'file:///etc/passwd' },
      422,
      'address',
      '"file:///etc/passwd"',
      /https/,
    ],
    [
      '/api/destinations',
      { ...channel, address: 'https://a:b@hooks.example/' },
      422,
      'address',
      '"https://a:b@hooks.example/"',
      /without a user/,
    ],
    ['/api/destinations', { ...channel, address: undefined }, 422, 'address', 'nothing', /where it goes/],
    [
      '/api/destinations',
      { ...channel, secret: 'sixteen letters!' },
      422,
      'secret',
      '"sixteen letters!"',
      /left out/,
    ],
    ['/api/destinations', { ...crm, secret: 'short' }, 422, 'secret', '"short"', /at least 16/],
    ['/api/destinations', { ...crm, secret: undefined }, 422, 'secret', 'nothing', /at least 16/],
    [
      '/api/destinations',
      { ...email, address: 'a@b.example, c@d.example' },
      422,
      'address',
      '"a@b.example, c@d.example"',
      /one e-mail address/,
    ],
    [
      '/api/destinations',
      { ...channel, zone: 'Mars/Olympus' },
      422,
      'zone',
      '"Mars/Olympus"',
      /Europe\/Stockholm/,
    ],
    ['/api/destinations', { ...channel, id: 'nobody' }, 404, 'id', '"nobody"', /that there is/],
    ['/api/destinations', { ...channel, colour: 'red' }, 422, 'colour', '"red"', /left out/],
    ...[
      'http://hooks.example/',
      'https://localhost/',
      'https://10.0.0.8/',
      'https://[::1]/',
      'https://0x7f.1/x',
      'https://169.254.169.254/latest',
    ].map(
      address =>
        [
          '/api/destinations',
          { ...channel, address },
          422,
          'address',
          JSON.stringify(new URL(address).origin),
          /own network/,
        ] as const,
    ),
    ['/api/alerts', { name: 'Low', destinations: [] }, 422, 'destinations', 'a list of 0', /at least 1/],
    ['/api/alerts', { name: 'Low', destinations: ['nobody'] }, 422, 'destinations', null, /that there are/],
    [
      '/api/alerts',
      { name: 'Low', scoreAtMost: 11, destinations: ['a'] },
      422,
      'scoreAtMost',
      '11',
      /at most 10/,
    ],
    [
      '/api/alerts',
      { name: 'Low', valueAtLeast: 5, destinations: ['a'] },
      422,
      'currency',
      'nothing',
      /valueAtLeast/,
    ],
    [
      '/api/alerts',
      { name: 'Low', valueAtLeast: 5, currency: 'euro', destinations: ['a'] },
      422,
      'currency',
      '"euro"',
      /three letters/,
    ],
    [
      '/api/alerts',
      { name: 'Low', trait: { name: '', value: 'x' }, destinations: ['a'] },
      422,
      'trait.name',
      '""',
      /a trait/,
    ],
    [
      '/api/alerts',
      { name: 'Falls', on: 'fall', scoreAtMost: 3, destinations: ['a'] },
      422,
      'scoreAtMost',
      '3',
      /left out/,
    ],
  ] as const)('%s %j', async (path, body, status, field, found, allowed) => {
    const { asks, rules, destinations } = await alertCollector()

    const answer = await asks('POST', path, body)

    expect([answer.status, await answer.json()]).toEqual([
      status,
      { error: expect.any(String), field, found, allowed: expect.stringMatching(allowed) },
    ])
    expect([await rules(), await destinations()]).toEqual([[], []])
  })

  test('mail without a mail server; the kind of a destination that is there; a parameter that nobody reads', async () => {
    const { asks, makes, operatorGets } = await alertCollector({ canMail: false, toPrivate: true })

    const answer = await asks('POST', '/api/destinations', email)
    expect([answer.status, (await answer.json()).allowed]).toEqual([422, expect.stringContaining('SMTP_URL')])
    const id = await makes('/api/destinations', { ...channel, address: 'http://127.0.0.1:9/hook' })
    expect((await asks('POST', '/api/destinations', { ...crm, id })).status).toBe(422)
    expect((await asks('POST', '/api/destinations/nobody/test', {})).status).toBe(404)
    expect((await operatorGets('/api/outgoing?older=now')).status).toBe(400)
    expect((await operatorGets('/api/alerts?x=1')).status).toBe(400)
  })

  test.each([
    ['GET', '/api/alerts'],
    ['GET', '/api/destinations'],
    ['GET', '/api/outgoing'],
    ['POST', '/api/alerts'],
    ['POST', '/api/destinations'],
    ['POST', '/api/destinations/x/test'],
    ['DELETE', '/api/alerts/x'],
    ['DELETE', '/api/destinations/x'],
  ])('%s %s without the token', async (method, path) => {
    const { asks } = await alertCollector()

    expect((await asks(method, path, method === 'POST' ? {} : undefined, {})).status).toBe(401)
  })
})

test('Prometheus’ format shows how many messages wait', async () => {
  const { send, makes, operatorGets } = await alertCollector()
  const slack = await makes('/api/destinations', channel)
  await makes('/api/alerts', { name: 'Low', destinations: [slack] })
  await send(aResponse({ score: 2 }))

  expect(await (await operatorGets('/metrics')).text()).toContain('howlikely_outgoing_waiting 1\n')
})
