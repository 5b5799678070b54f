import { describe, expect, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import { aResponse } from './a-response.ts'
import { message, now, signingSecret, testCollector, token } from './test-collector.ts'

const anna = { id: 'u_1', signature: null, since: null, traits: { plan: 'pro' } }
const contact = { allowed: true, email: 'Anna@Example.com' }

type Collector = Awaited<ReturnType<typeof testCollector>>['collector']

const ask = (collector: Collector, path: string, by: string, value: string, more: object = {}) =>
  collector.fetch(
    new Request(`http://collector${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ by, value, ...more }),
    }),
  )

/** As a help desk's web hook leaves a trigger for a person's next visit. */
const leave = (collector: Collector, message: object) =>
  collector.fetch(
    new Request('http://collector/triggers', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(message),
    }),
  )

async function session(collector: Collector): Promise<string> {
  const login = new Request('http://collector/login', {
    method: 'POST',
    body: new URLSearchParams({ token }),
  })
  return (await collector.fetch(login)).headers.get('set-cookie')?.split(';')[0] ?? ''
}

test('everything comes as a table, with a heading and a line for each response', async () => {
  const { send, operatorGets } = await testCollector()
  await send(aResponse({ reason: '=HYPERLINK("https://evil.example")', respondent: anna, contact }))

  const answer = await operatorGets('/api/responses?format=csv')

  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="howlikely-responses.csv"')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [head, line, end] = new TextDecoder().decode(bytes).split('\r\n')
  expect(head).toContain('"id","site","survey","kind","state"')
  expect(line).toContain(`,9,"promoter","'=HYPERLINK(""https://evil.example"")",`)
  expect(line).toContain('"u_1","{""plan"":""pro""}",,"Anna@Example.com"')
  expect(end).toBe('')
})

test.each([
  ['separator=comma', 'csv', 'text/csv', '"checkout","ga4","0042",', ',59.9,"EUR",'],
  ['separator=semicolon', 'csv', 'text/csv', '"checkout";"ga4";"0042";', ';59,9;"EUR";'],
  ['separator=tab', 'tsv', 'text/tab-separated-values', '"checkout"\t"ga4"\t"0042"\t', '\t59.9\t"EUR"\t'],
  ['separator=semicolon&ids=text', 'csv', 'text/csv', '"ga4";"\t0042";', '"\tu_1";'],
])('the table is written as the reader wants it: %s', async (query, extension, type, ...expected) => {
  const { send, operatorGets } = await testCollector()
  const trigger = { name: 'checkout', source: 'ga4', ref: '0042', value: 59.9, currency: 'EUR' } as const
  await send(aResponse({ trigger, respondent: anna }))

  const answer = await operatorGets(`/api/responses?format=csv&${query}`)
  expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
  expect(answer.headers.get('content-disposition')).toContain(`"howlikely-responses.${extension}"`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  for (const part of expected) expect(text).toContain(part)
  // Nobody remembers it.
  expect(await (await operatorGets('/api/responses?format=csv')).text()).toContain('"checkout","ga4","0042",')
})

test.each([
  ['format=xlsx', 'format', '"xlsx"', '"csv" or "json-lines"'],
  ['format=csv&separator=pipe', 'separator', '"pipe"', '"comma", "semicolon" or "tab"'],
  ['format=csv&ids=number', 'ids', '"number"', '"plain" or "text"'],
])('what %s says wrongly is answered with what it may say', async (query, field, found, allowed) => {
  const { operatorGets } = await testCollector()
  const answer = await operatorGets(`/api/responses?${query}`)

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ field, found, allowed })
})

test('everything comes as it was sent, one JSON per line; a single site or survey if asked', async () => {
  const { send, operatorGets } = await testCollector()
  const records = [
    { ...aResponse(), mood: 'sunny' },
    aResponse({ site: 'outlet' }),
    aResponse({ survey: 'support' }),
  ]
  await send(...records)
  const ids = async (query: string) => {
    const text = await (await operatorGets(`/api/responses${query}`)).text()
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  }

  expect(await ids('')).toEqual([...records].sort((one, other) => (one.id < other.id ? -1 : 1)))
  expect(await ids('?site=outlet')).toEqual([records[1]])
  expect(await ids('?site=main&survey=support')).toEqual([records[2]])
})

test('more than fit into one page come all, each once', async () => {
  const { send, operatorGets } = await testCollector()
  for (let batch = 0; batch < 11; batch += 1) {
    await send(...Array.from({ length: 100 }, () => aResponse()))
  }

  const lines = (await (await operatorGets('/api/responses?format=csv')).text()).trim().split('\r\n')

  expect(new Set(lines).size).toBe(1101)
})

test('an unknown format is answered with those that exist', async () => {
  const { operatorGets } = await testCollector()

  const answer = await operatorGets('/api/responses?format=xlsx')

  expect(answer.status).toBe(400)
  expect((await answer.json()).field).toBe('format')
})

test.each([
  ['respondent', 'u_1'],
  ['email', ' anna@example.COM '],
  ['visitor', '0199c0de-7a31-7c5e-9a40-5d2f8c1b6e02'],
  ['ref', 'A-1042'],
])('by %s one person is handed out, and erased, and nobody else', async (by, value) => {
  const { collector, send, stored } = await testCollector()
  const hers = aResponse({
    respondent: anna,
    contact,
    visitor: '0199c0de-7a31-7c5e-9a40-5d2f8c1b6e02',
    trigger: { ref: 'A-1042' },
  })
  const other = aResponse({ respondent: { ...anna, id: 'u_10' }, trigger: { ref: 'A-10425' } })
  await send(hers, other)

  const handedOut = await ask(collector, '/api/person/export', by, value)
  expect(JSON.parse(await handedOut.text())).toEqual(hers)
  const erased = await ask(collector, '/api/person/erase', by, value)
  expect(await erased.json()).toEqual({ erased: 1 })
  expect(await (await ask(collector, '/api/person/erase', by, value)).json()).toEqual({ erased: 0 })
  expect(await (await ask(collector, '/api/person/export', by, value)).text()).toBe('')
  expect(await stored()).toEqual([other])
})

test.each([
  ['respondent', 'u_1'],
  ['ref', 'T-77'],
])('what waits for a next visit is handed out and erased as well: by %s', async (by, value) => {
  const { collector, send, stored } = await testCollector()
  const left = {
    schema: 1,
    site: 'main',
    respondent: { id: 'u_1' },
    trigger: { name: 'support', ref: 'T-77', properties: { team: 'north' }, at: '2026-11-20T10:00:00.000Z' },
  }
  const others = { ...left, respondent: { id: 'u_10' }, trigger: { ...left.trigger, ref: 'T-7' } }
  await leave(collector, left)
  await leave(collector, others)
  const hers = aResponse({ respondent: anna, trigger: { ref: 'T-77' } })
  await send(hers)
  const handedOut = async () => (await ask(collector, '/api/person/export', by, value)).text()

  expect(
    (await handedOut())
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([hers, left])
  await ask(collector, '/api/person/erase', by, value)
  expect(await handedOut()).toBe('')
  expect(await stored()).toEqual([])
  const theirs = await ask(collector, '/api/person/export', 'respondent', 'u_10')
  expect(JSON.parse(await theirs.text())).toEqual(others)
})

test('what was erased is not stored again when a browser still sends it; her other answers are', async () => {
  const { collector, send, stored } = await testCollector()
  const scored = aResponse({ state: 'scored', revision: 2, respondent: anna })
  await send(scored)
  await ask(collector, '/api/person/erase', 'respondent', 'u_1')

  const next = aResponse({ respondent: anna })
  expect(await send({ ...scored, state: 'answered', revision: 3 }, next)).toEqual([204, 204])

  expect(await stored()).toEqual([next])
})

test.each([
  ['nobody', 'respondent', '  ', {}, 'value', 'text that is not empty'],
  ['an unknown way', 'constructor', 'x', {}, 'by', 'respondent'],
  ['everybody', 'site', 'main', {}, 'by', 'respondent'],
  ['somebody of no site', 'respondent', 'u_1', { site: '' }, 'site', 'the name of a site'],
  ['somebody of two sites', 'respondent', 'u_1', { site: ['a', 'b'] }, 'site', 'the name of a site'],
  ['what a field says that nobody knows', 'respondent', 'u_1', { survey: 'a' }, 'survey', 'by, value, site'],
])('%s cannot be erased', async (_case, by, value, more, field, allowed) => {
  const { collector, send, stored } = await testCollector()
  await send(aResponse({ respondent: anna }))

  const answer = await ask(collector, '/api/person/erase', by, value, more)

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ field, allowed: expect.stringContaining(allowed) })
  expect(await stored()).toHaveLength(1)
})

test.each<[string, string]>([
  ['GET', '/api/responses'],
  ['POST', '/api/person/export'],
  ['POST', '/api/person/erase'],
  ['GET', '/report/data'],
  ['POST', '/report/person'],
  ['POST', '/report/person/erase'],
])(
  '%s %s is for the operator alone, and no other site can make the operator’s browser do it',
  async (method, path) => {
    const { collector, send, stored } = await testCollector()
    await send(aResponse({ respondent: anna }))
    const cookie = await session(collector)
    const body = method === 'POST' ? { body: new URLSearchParams({ by: 'respondent', value: 'u_1' }) } : {}
    const status = async (headers: Record<string, string>) => {
      const answer = await collector.fetch(
        new Request(`http://collector${path}`, { method, headers, ...body }),
      )
      await answer.text()
      return answer.status
    }

    expect(await status({})).toBe(401)
    if (method === 'POST') {
      expect(await status({ cookie, origin: 'https://evil.example' })).toBe(403)
      expect(await status({ cookie, 'sec-fetch-site': 'cross-site' })).toBe(403)
      expect(await stored()).toHaveLength(1)
    }
    expect(await status({ cookie, origin: 'http://collector', 'sec-fetch-site': 'same-origin' })).toBe(200)
  },
)

test.each([
  ['respondent', '1001', { respondent: { ...anna, id: '1001' } }],
  ['ref', '1001', { trigger: { ref: '1001' } }],
  ['visitor', '1001', { visitor: '1001' }],
])(
  'by %s, who is on two sites is one person on each, until somebody says otherwise',
  async (by, value, said) => {
    const { collector, send, stored } = await testCollector()
    const [ours, theirs] = [aResponse(said), aResponse({ ...said, site: 'outlet' })]
    await send(ours, theirs)
    const site = (site: string) => ({ site })

    for (const path of ['/api/person/export', '/api/person/erase']) {
      const unclear = await ask(collector, path, by, value)
      expect(unclear.status).toBe(409)
      expect(await unclear.json()).toMatchObject({
        field: 'site',
        allowed: 'main, outlet, or * for all of them',
      })
    }
    const all = await ask(collector, '/api/person/export', by, value, site('*'))
    expect((await all.text()).trim().split('\n')).toHaveLength(2)
    const one = await ask(collector, '/api/person/export', by, value, site('outlet'))
    expect(JSON.parse(await one.text())).toEqual(theirs)
    const nobody = await ask(collector, '/api/person/erase', by, value, site('third'))
    expect(await nobody.json()).toEqual({ erased: 0 })

    const erased = await ask(collector, '/api/person/erase', by, value, site('outlet'))
    expect(await erased.json()).toEqual({ erased: 1 })
    expect(await stored()).toEqual([ours])
    // Now there is one only.
    expect(await (await ask(collector, '/api/person/erase', by, value)).json()).toEqual({ erased: 1 })
  },
)

test('if the log still contains erased data, that is reported', async () => {
  const { store } = await testCollector()
  const { collector, send } = await testCollector({
    store: { ...store, logHoldsErased: async () => true },
  })
  await send(aResponse({ respondent: anna }))
  expect(await (await ask(collector, '/api/person/erase', 'respondent', 'u_1')).json()).toEqual({
    erased: 1,
    inLog: true,
  })
  const body = new URLSearchParams({ by: 'respondent', value: 'u_1', sure: 'yes' })
  const headers = { cookie: await session(collector) }
  const page = await collector.fetch(
    new Request('http://collector/report/person/erase', { method: 'POST', headers, body }),
  )
  expect(await page.text()).toContain('the bytes still stand in its log')
})

test('what waits for a visit also belongs to one site; an e-mail address is the same person’s everywhere', async () => {
  const { collector, send, stored } = await testCollector()
  const left = (site: string) => ({
    schema: 1,
    site,
    respondent: { id: 'u_1' },
    trigger: { name: 'support', at: '2026-04-30T10:00:00.000Z' },
  })
  await leave(collector, left('main'))
  await leave(collector, left('outlet'))
  await send(aResponse({ contact }), aResponse({ contact, site: 'outlet' }))

  expect((await ask(collector, '/api/person/export', 'respondent', 'u_1')).status).toBe(409)
  await ask(collector, '/api/person/erase', 'respondent', 'u_1', { site: 'outlet' })
  const rest = await ask(collector, '/api/person/export', 'respondent', 'u_1')
  expect(JSON.parse(await rest.text())).toMatchObject({ site: 'main' })

  expect(await (await ask(collector, '/api/person/erase', 'email', contact.email)).json()).toEqual({
    erased: 2,
  })
  expect(await stored()).toEqual([])
})

test('the report asks which of two sites’ people is meant before anything is handed out or erased', async () => {
  const { collector, send, stored } = await testCollector()
  await send(aResponse({ respondent: anna }), aResponse({ respondent: anna, site: 'outlet' }))
  const cookie = await session(collector)
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ by: 'respondent', value: 'u_1', ...fields })
    return (
      await collector.fetch(
        new Request(`http://collector${path}`, { method: 'POST', headers: { cookie }, body }),
      )
    ).text()
  }

  for (const path of ['/report/person', '/report/person/erase']) {
    const page = await post(path, { sure: 'yes' })
    for (const choice of ['On main', 'On outlet', 'On every site'])
      expect(page).toContain(`>${choice}</button>`)
    expect(page).not.toMatch(/Erase…|Download</)
  }
  expect(await stored()).toHaveLength(2)

  const chosen = await post('/report/person', { site: 'outlet' })
  expect(chosen).toContain(', on the site outlet')
  expect(chosen).toContain('Erase…')
  expect(await post('/report/person/erase', { site: 'outlet', sure: 'yes' })).toContain(
    '1 response permanently erased.',
  )
  expect(await stored()).toMatchObject([{ site: 'main' }])
})

test('the report leads from a search to a download and to what is erased', async () => {
  const { collector, send, stored, operatorGets } = await testCollector()
  await send(aResponse({ respondent: anna }), aResponse())
  const cookie = await session(collector)
  const post = async (path: string, fields: Record<string, string>) => {
    const request = new Request(`http://collector${path}`, {
      method: 'POST',
      headers: { cookie, origin: 'http://collector' },
      body: new URLSearchParams(fields),
    })
    return (await collector.fetch(request)).text()
  }

  expect(await (await operatorGets('/report')).text()).toContain('href="/report/data"')
  const found = await post('/report/person', { by: 'respondent', value: 'u_1' })
  expect(found).toContain('1 response</h2>')
  expect(found).toContain('action="/api/person/export"')
  expect(await post('/report/person', { by: 'respondent', value: 'u_2' })).not.toContain('Erase…</button>')
  await leave(collector, { schema: 1, site: 'main', respondent: { id: 'u_2' }, trigger: { name: 'support' } })
  const waiting = await post('/report/person', { by: 'respondent', value: 'u_2' })
  expect(waiting).toContain('1 trigger waits for the next visit.')
  expect(waiting).toContain('Erase…</button>')
  expect(await post('/report/person', { by: 'respondent', value: '' })).toContain('Enter whom to look for.')
  const markup = await post('/report/person', { by: 'email', value: '"><script>alert(1)</script>' })
  expect(markup).not.toContain('<script')

  const asked = await post('/report/person/erase', { by: 'respondent', value: 'u_1' })
  expect(asked).toContain('<h1>Erase for good?</h1>')
  expect(asked).toContain('Erase for good</button>')
  expect(await stored()).toHaveLength(2)
  const done = await post('/report/person/erase', { by: 'respondent', value: 'u_1', sure: 'yes' })
  expect(done).toContain('1 response permanently erased')
  expect(await stored()).toHaveLength(1)
})

test('results are shown with its score, its words and its date, the newest first', async () => {
  const { collector, send } = await testCollector()
  const older = { endedAt: '2026-04-01T09:30:00.000Z', id: '0199c0de-0000-7000-8000-000000000002' }
  const newer = { endedAt: '2026-04-20T09:30:00.000Z', id: '0199c0de-0000-7000-8000-000000000001' }
  await send(
    aResponse({ ...older, respondent: anna, score: 3, reason: 'Slow & <late>' }),
    aResponse({ ...newer, respondent: anna, score: 10, reason: null, survey: 'support' }),
  )
  const request = new Request('http://collector/report/person', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({ by: 'respondent', value: 'u_1' }),
  })

  const page = await (await collector.fetch(request)).text()
  const [, first = '', second = ''] = page.split('<li>')

  expect(page).toContain('2 responses</h2>')
  expect(first).toMatch(/<strong>10<\/strong> promoter.*20 Apr 2026, 09:30 UTC.*support/)
  expect(first).not.toContain('<blockquote')
  expect(second).toMatch(
    /<strong>3<\/strong> detractor.*Slow &amp; &lt;late.*1 Apr 2026, 09:30 UTC.*checkout/,
  )
})

test('a person’s tags are shown and handed out with the answers, and nobody else’s', async () => {
  const { collector, store, send } = await testCollector()
  const [hers, his] = ['0199c0de-7a31-7c5e-9a40-5d2f8c1b6e01', '0199c0de-7a31-7c5e-9a40-5d2f8c1b6e02']
  const by = (id: string) => ({ respondent: { id, signature: null, since: null, traits: {} } })
  await send(
    aResponse({ id: hers, reason: 'The parcel came late', ...by('u_1') } as never),
    aResponse({ id: his, reason: 'Late', ...by('u_2') } as never),
  )
  await store.keepTag({ name: 'Late', words: 'late' })
  await store.keepTag({ name: 'Call back', words: '' })
  await store.tagAnswers({ tag: 'call back', ids: [hers], isOn: true })

  const lines = (await (await ask(collector, '/api/person/export', 'respondent', 'u_1')).text()).trim()
  const page = await (await ask(collector, '/report/person', 'respondent', 'u_1')).text()

  expect(lines.split('\n').map(line => JSON.parse(line))).toEqual([
    expect.objectContaining({ id: hers }),
    { response: hers, tags: ['Call back', 'Late'] },
  ])
  expect(page).toContain('tagged Call back, Late')
})

test('more than fit on a page are counted, and it says that not all are shown', async () => {
  const { collector, send } = await testCollector()
  for (let batch = 0; batch < 3; batch += 1)
    await send(...Array.from({ length: 70 }, () => aResponse({ respondent: anna })))
  const request = new Request('http://collector/report/person', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams({ by: 'respondent', value: 'u_1' }),
  })

  const page = await (await collector.fetch(request)).text()

  expect(page).toContain('More than 200 responses</h2>')
  expect(page.match(/<li>/g)).toHaveLength(200)
  expect(page).toContain('200 of them are shown here; all are downloaded and erased.')
})

/** The ways in which one key may be written, both when it is sent and when it is looked up. */
const spellings = [
  ['space before', ' R-1', 'R-1'],
  ['space after', 'R-1 ', 'R-1'],
  ['space that nobody sees', '\u00a0R-1\u2003', 'R-1'],
  ['space of no width', '\u200bR-1\ufeff', 'R-1'],
  ['a mark of direction, as chats paste it', '\u2068R-1\u2069', 'R-1'],
  ['a line break', 'R-1\r\n', 'R-1'],
  ['letters in two pieces', 'A\u030angstro\u0308m-1', '\u00c5ngstr\u00f6m-1'],
  ['a sign for a letter', '\u212bngstr\u00f6m-1', '\u00c5ngstr\u00f6m-1'],
  ['space within', 'R 1', 'R 1'],
  ['a letter that is none', 'R\0-1', 'R\ufffd-1'],
  ['half a letter', 'R\ud800-1', 'R\ufffd-1'],
  ['a quote', "R'1", "R'1"],
  ['signs of patterns', 'R%_1', 'R%_1'],
] as const

describe.each(spellings)('%s', (_case, one, other) => {
  test('however it is sent and looked for, it is found, left and erased by ref, respondent, visitor and address', async () => {
    const { collector, send, stored } = await testCollector()
    for (const [sent, looked] of [
      [one, other],
      [other, one],
      [one, one],
    ] as const) {
      for (const by of ['ref', 'respondent', 'visitor', 'email'] as const) {
        const value = by === 'email' ? looked.toUpperCase() : looked
        const respondent = { id: sent }
        const contact = { allowed: true, email: sent }
        await send(aResponse({ trigger: { ref: sent }, respondent, visitor: sent, contact }))
        const trigger = { name: 'support', ref: sent }
        expect((await leave(collector, { schema: 1, site: 'main', respondent, trigger })).status).toBe(204)

        const found = await (await ask(collector, '/api/person/export', by, value)).text()
        const isLeft = by === 'ref' || by === 'respondent'
        expect(found.trim().split('\n')).toHaveLength(isLeft ? 2 : 1)
        expect(await (await ask(collector, '/api/person/erase', by, value)).json()).toEqual({ erased: 1 })
        expect(await stored()).toEqual([])
      }
    }
  })

  test('left so, it is handed out to whoever signs in plainly, and the other way round', async () => {
    const { collector } = await testCollector()
    for (const [id, signedIn] of [
      [one, other],
      [other, one],
    ] as const) {
      const left = { schema: 1, site: 'main', respondent: { id }, trigger: { name: id } }
      expect((await leave(collector, left)).status).toBe(204)
      const signature = signedIn.includes('\n')
        ? null
        : await createSigner({ secret: signingSecret, now: () => now }).respondent(signedIn)
      if (signature === null) continue

      const question = { schema: 1, site: 'main', respondent: { id: signedIn, signature } }
      const { waiting } = await (await collector.fetch(message('/eligibility', question))).json()

      expect(waiting.length).toBeGreaterThan(0)
    }
  })
})

test.each(['undefined', 'null', '0', '{{ticket.id}}', '\u200b'])(
  'what is no key finds nothing, and erases nothing that has none: %j',
  async value => {
    const { collector, send, stored, db } = await testCollector()
    await send(aResponse({ respondent: { id: 'undefined' } }))
    await leave(collector, {
      schema: 1,
      site: 'main',
      respondent: { id: 'u_1' },
      trigger: { name: 'support' },
    })

    for (const by of ['ref', 'respondent', 'visitor', 'email', 'id']) {
      expect(await (await ask(collector, '/api/person/export', by, value)).text()).toBe('')
      await ask(collector, '/api/person/erase', by, value)
    }

    expect(await stored()).toHaveLength(1)
    expect(await db.selectFrom('next_visit').selectAll().execute()).toHaveLength(1)
  },
)
