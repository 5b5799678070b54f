import { describe, expect, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import { aResponse } from './a-response.ts'
import { message, now, signingSecret, testCollector, token } from './test-collector.ts'

const day = 24 * 60 * 60 * 1000
const operator = { authorization: `Bearer ${token}` }
const signer = createSigner({ secret: signingSecret, now: () => now })
const signature = await signer.respondent('u_1', { validFor: '500d' })
const known = { id: 'u_1', signature }

const ask = (respondent: object, site = 'main') => message('/eligibility', { schema: 1, site, respondent })
const nothing = { now, optOutUntil: null, askings: [], waiting: [] }

/** An answer of the known respondent, so many days ago. */
function fromThem(daysAgo: number, changes: Parameters<typeof aResponse>[0] = {}) {
  const at = new Date(now - daysAgo * day).toISOString()
  return aResponse({
    respondent: known,
    askedAt: at,
    scoredAt: at,
    endedAt: at,
    sentAt: new Date(now).toISOString(),
    ...changes,
  })
}

async function answerOf(records: object[], respondent: object = known, site = 'main') {
  const { collector, send } = await testCollector()
  await send(...records)
  return (await collector.fetch(ask(respondent, site))).json()
}

describe('a signed respondent', () => {
  test('is known by what was answered on any device, the latest first', async () => {
    expect(
      await answerOf([
        fromThem(10),
        fromThem(2, {
          survey: 'support',
          state: 'dismissed',
          endedBy: 'closed',
          score: null,
          scoredAt: null,
        }),
        fromThem(1, { survey: 'upgrade', state: 'asked', endedBy: 'left', score: null, scoredAt: null }),
        fromThem(3, { survey: 'other', state: 'scored', endedBy: 'closed' }),
      ]),
    ).toEqual({
      ...nothing,
      askings: [
        { survey: 'upgrade', at: now - day, outcome: 'ignored' },
        { survey: 'support', at: now - 2 * day, outcome: 'dismissed' },
        { survey: 'other', at: now - 3 * day, outcome: 'answered' },
        { survey: 'checkout', at: now - 10 * day, outcome: 'answered' },
      ],
    })
  })

  test('having said "Don’t ask again", is left alone for a year', async () => {
    const optedOut = (daysAgo: number) =>
      fromThem(daysAgo, { state: 'dismissed', endedBy: 'opted-out', score: null, scoredAt: null })

    expect(await answerOf([optedOut(100), optedOut(5)])).toMatchObject({
      optOutUntil: now - 5 * day + 365 * day,
      askings: [{ outcome: 'dismissed' }, { outcome: 'dismissed' }],
    })
    expect(await answerOf([optedOut(365)])).toMatchObject({ optOutUntil: null })
  })

  test('has empty lists if nothing is known', async () => {
    expect(await answerOf([])).toEqual(nothing)
  })

  test('is of one site', async () => {
    expect(await answerOf([fromThem(1, { site: 'shop' })])).toEqual(nothing)
  })

  test('has no askings by strangers who used the id without a signature', async () => {
    expect(await answerOf([fromThem(1, { respondent: { id: 'u_1' } })])).toEqual(nothing)
  })
})

describe('a request without a genuine signature gets empty lists, known or not', async () => {
  test.each<[string, object]>([
    ['none', { id: 'u_1' }],
    ['null', { id: 'u_1', signature: null }],
    ['nonsense', { id: 'u_1', signature: 'v1.9.x' }],
    [
      'an expired one',
      { id: 'u_1', signature: await createSigner({ secret: signingSecret, now: () => 0 }).respondent('u_1') },
    ],
    ['a forged one', { id: 'u_1', signature: `${signature.slice(0, -4)}AAAA` }],
    ['somebody else’s', { id: 'u_2', signature }],
    ['one for another purpose', { id: 'u_1', signature: await signer.ref('u_1', '') }],
    [
      'one of another site',
      {
        id: 'u_1',
        signature: await createSigner({ secret: signingSecret, site: 'shop', now: () => now }).respondent(
          'u_1',
        ),
      },
    ],
  ])('%s', async (_case, respondent) => {
    const { collector, send } = await testCollector()
    await send(fromThem(1))

    const answer = await collector.fetch(ask(respondent))

    expect([answer.status, await answer.json()]).toEqual([200, nothing])
  })
})

describe('a page may ask across origins without a preflight', () => {
  test('as text, and read the answer', async () => {
    const { collector } = await testCollector()
    const request = message(
      '/eligibility',
      { schema: 1, site: 'main', respondent: known },
      { origin: 'https://shop.example' },
    )

    const answer = await collector.fetch(request)

    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('but not from an origin that is not allowed', async () => {
    const { collector } = await testCollector({ allowedOrigins: ['https://shop.example'] })
    const body = { schema: 1, site: 'main', respondent: known }

    const answer = await collector.fetch(message('/eligibility', body, { origin: 'https://evil.example' }))

    expect(answer.status).toBe(403)
  })

  test.each<[string, unknown, number, string | null]>([
    ['no respondent', { schema: 1, site: 'main' }, 422, 'respondent'],
    ['an empty id', { schema: 1, site: 'main', respondent: { id: '' } }, 422, 'respondent.id'],
    ['a long id', { schema: 1, site: 'main', respondent: { id: 'x'.repeat(501) } }, 422, 'respondent.id'],
    ['a site that is none', { schema: 1, site: 'a b', respondent: known }, 422, 'site'],
    ['another schema', { schema: 2, site: 'main', respondent: known }, 422, 'schema'],
    ['a list', [], 422, null],
  ])('%s is refused with what is wrong', async (_case, body, status, field) => {
    const { collector } = await testCollector()

    const answer = await collector.fetch(message('/eligibility', body))

    expect(answer.status).toBe(status)
    expect((await answer.json()).field).toBe(field)
  })

  test('any other method is refused', async () => {
    const { collector } = await testCollector()

    expect((await collector.fetch(new Request('http://collector/eligibility'))).status).toBe(405)
  })
})

describe('a trigger for the next visit', () => {
  const trigger = { name: 'support', ref: 'T-77', properties: { team: 'north', hours: 3 } }
  const leave = (changes: object = {}) =>
    message(
      '/triggers',
      { schema: 1, site: 'main', respondent: { id: 'u_1' }, trigger, ...changes },
      operator,
    )
  const waits = { ...trigger, at: now }

  async function afterwards(changes: object[], records: object[] = [], at = now) {
    let time = now
    const { collector, send } = await testCollector({ now: () => time })
    for (const change of changes) expect((await collector.fetch(leave(change))).status).toBe(204)
    await send(...records)
    time = at
    return (await (await collector.fetch(ask(known))).json()).waiting
  }

  test('is handed out to its respondent', async () => {
    expect(await afterwards([{}])).toEqual([waits])
  })

  test('is handed out to nobody else', async () => {
    expect(await afterwards([{ respondent: { id: 'u_2' } }])).toEqual([])
    expect(await afterwards([{ site: 'shop' }])).toEqual([])
  })

  test('is one, however often the web hook comes', async () => {
    expect(await afterwards([{}, {}])).toEqual([waits])
    expect(await afterwards([{}, { trigger: { ...trigger, ref: 'T-78' } }])).toHaveLength(2)
  })

  test.each([
    ['an instant in words', new Date(now - 5000).toISOString(), now - 5000],
    ['milliseconds', now - 5000, now - 5000],
  ])('happened when it says: %s', async (_case, at, told) => {
    expect(await afterwards([{ trigger: { name: 'support', at } }])).toEqual([
      { name: 'support', ref: null, at: told, properties: {} },
    ])
  })

  test.each([
    ['29 days ago', now - 29 * day, now - 29 * day],
    ['a moment less than 30 days ago', now - 30 * day + 1, now - 30 * day + 1],
    ['an hour ahead, by a clock that is fast', now + day / 24, now],
    ['a day ahead', new Date(now + day).toISOString(), now],
  ])('may have happened %s, and no later than now', async (_case, at, told) => {
    expect(await afterwards([{ trigger: { name: 'support', at } }])).toMatchObject([{ at: told }])
  })

  test.each([
    ['two days ahead', now + 2 * day],
    ['365 days ahead', now + 365 * day],
  ])('that will happen %s is handed out from then on, for 30 days', async (_case, at) => {
    const change = { trigger: { name: 'support', at } }

    expect(await afterwards([change], [], at - 1)).toEqual([])
    expect(await afterwards([change], [], at)).toMatchObject([{ at }])
    expect(await afterwards([change], [], at + 30 * day - 1)).toMatchObject([{ at }])
    expect(await afterwards([change], [], at + 30 * day)).toEqual([])
  })

  test.each([
    ['in the year 275760', 8.64e15, '8640000000000000'],
    ['in the year 9999', '9999-12-31T23:59:59.999Z', '"9999-12-31T23:59:59.999Z"'],
    ['in more than 365 days', now + 365 * day + 1, `${now + 365 * day + 1}`],
    ['30 days ago', now - 30 * day, `${now - 30 * day}`],
    ['in 1970, as seconds for milliseconds are', 1777636800, '1777636800'],
    ['before 1970', -1, '-1'],
    ['in the year 1', '0001-01-01T00:00:00Z', '"0001-01-01T00:00:00Z"'],
  ])('did not happen %s', async (_case, at, found) => {
    const { collector, db } = await testCollector()

    const answer = await collector.fetch(leave({ trigger: { name: 'support', at } }))

    const allowed =
      'an instant after 2026-04-01T12:00:10.000Z, 30 days ago, and up to 2027-05-01T12:00:10.000Z, 365 days ahead'
    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        field: 'trigger.at',
        found,
        allowed,
        error: `trigger.at must be ${allowed}, found ${found}.`,
      },
    ])
    expect(await db.selectFrom('next_visit').selectAll().execute()).toEqual([])
  })

  test.each<[unknown, string]>([
    ['yesterday', '"yesterday"'],
    ['275760-09-13T00:00:00Z', '"275760-09-13T00:00:00Z"'],
    ['+275760-09-13T00:00:00.000Z', '"+275760-09-13T00:00:00.000Z"'],
    ['2026-05-01', '"2026-05-01"'],
    ['2026-02-30T12:00:00Z', '"2026-02-30T12:00:00Z"'],
    ['2026-05-01T12:00:00+02:00', '"2026-05-01T12:00:00+02:00"'],
    ['1777636800000', '"1777636800000"'],
    [1e300, '1e+300'],
    [0.5, '0.5'],
    [null, 'null'],
    [true, 'true'],
    [{}, 'an object with 0 fields'],
    [[], 'a list of 0'],
  ])('nor at %j, and is told what is an instant', async (at, found) => {
    const { collector } = await testCollector()

    const answer = await collector.fetch(leave({ trigger: { name: 'support', at } }))

    const allowed = 'an instant such as "2026-05-01T12:00:00.000Z", or milliseconds since 1970'
    expect([answer.status, await answer.json()]).toEqual([
      422,
      { field: 'trigger.at', found, allowed, error: `trigger.at must be ${allowed}, found ${found}.` },
    ])
  })

  test('is handed out until the respondent was asked about it', async () => {
    const asked = {
      survey: 'support',
      trigger: { name: 'support', ref: 'T-77', source: 'collector' as const },
    }

    expect(await afterwards([{}], [fromThem(0, asked)])).toEqual([])
    expect(await afterwards([{}], [fromThem(0, { trigger: { ...asked.trigger, ref: 'T-78' } })])).toEqual([
      waits,
    ])
  })

  test('without a ref is handed out until an asking came of it', async () => {
    const change = { trigger: { name: 'support', at: now - day } }
    const asked = (daysAgo: number, source: 'collector' | 'command') =>
      fromThem(daysAgo, { trigger: { name: 'support', source } })

    expect(await afterwards([change], [asked(0, 'collector')])).toEqual([])
    expect(await afterwards([change], [asked(0, 'command')])).toHaveLength(1)
    expect(await afterwards([change], [asked(2, 'collector')])).toHaveLength(1)
  })

  test('is forgotten after 30 days', async () => {
    expect(await afterwards([{}], [], now + 30 * day - 1)).toHaveLength(1)
    expect(await afterwards([{}], [], now + 30 * day)).toEqual([])
  })

  test('is erased with its respondent', async () => {
    const { collector, db } = await testCollector()
    await collector.fetch(leave())

    await collector.fetch(
      message(
        '/api/person/erase',
        { by: 'respondent', value: 'u_1' },
        { ...operator, 'content-type': 'application/json' },
      ),
    )

    expect(await db.selectFrom('next_visit').selectAll().execute()).toEqual([])
  })

  test.each([{}, { authorization: 'Bearer a-wrong-token-of-some-length' }])(
    'is taken from nobody but the operator: %j',
    async headers => {
      const { collector, db } = await testCollector()
      const body = { schema: 1, site: 'main', respondent: { id: 'u_1' }, trigger }

      expect((await collector.fetch(message('/triggers', body, headers))).status).toBe(401)
      expect(await db.selectFrom('next_visit').selectAll().execute()).toEqual([])
    },
  )

  test.each<[string, object, string]>([
    ['no name', { trigger: { ref: 'T-1' } }, 'trigger.name'],
    ['nobody', { respondent: {} }, 'respondent.id'],
    ['a list for a property', { trigger: { name: 'a', properties: { x: [] } } }, 'trigger.properties.x'],
    ['a date that is none', { trigger: { name: 'a', at: 'yesterday' } }, 'trigger.at'],
  ])('with %s is refused with what is wrong', async (_case, changes, field) => {
    const { collector } = await testCollector()

    const answer = await collector.fetch(leave(changes))

    expect(answer.status).toBe(422)
    expect((await answer.json()).field).toBe(field)
  })
})
