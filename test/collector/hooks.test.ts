import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestMessage } from '../../src/collector/hooks/hook-routes.ts'
import { type Hook, triggerOf } from '../../src/collector/hooks/hooks.ts'
import { type VendorName, vendorNames } from '../../src/collector/hooks/vendors.ts'
import { createSigner } from '../../src/links/create-signer.ts'
import { aResponse } from './a-response.ts'
import { hookSecret, samples } from './hooks/messages.ts'
import { message, now, signingSecret, testCollector } from './test-collector.ts'

const minute = 60_000
const day = 24 * 60 * minute

const hookOf = (vendor: VendorName, changes: Partial<Hook> = {}): Hook => ({
  vendor,
  site: 'main',
  secret: hookSecret,
  respondent: vendor === 'helpscout' ? 'email' : 'id',
  once: 'conversation',
  robots: 'skip',
  ...changes,
})

interface Sending {
  body?: object
  /** The instant that the vendor signs. */
  at?: number
  headers?: Record<string, string>
}

async function helpDesk(vendor: VendorName, changes: Partial<Hook> = {}) {
  let time = now
  const { collector, db, send } = await testCollector({
    hooks: [hookOf(vendor, changes)],
    now: () => time,
  })
  const sample = samples[vendor]
  const post = (text: string, headers: Record<string, string>, query = '') =>
    collector.fetch(
      new Request(`http://answers.example/hooks/${vendor}${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', host: 'answers.example', ...headers },
        body: text,
      }),
    )
  return {
    collector,
    send,
    post,
    passes(milliseconds: number) {
      time += milliseconds
    },
    async tells({ body = sample.body, at = time, headers }: Sending = {}) {
      const text = JSON.stringify(body)
      const answer = await post(text, headers ?? sample.headers(text, at))
      return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
    },
    async waiting(respondent = sample.respondent) {
      const signer = createSigner({ secret: signingSecret, now: () => time })
      const signature = await signer.respondent(respondent)
      const asked = message('/eligibility', {
        schema: 1,
        site: 'main',
        respondent: { id: respondent, signature },
      })
      return (await (await collector.fetch(asked)).json()).waiting
    },
    kept: () => db.selectFrom('next_visit').selectAll().execute(),
  }
}

describe.each(vendorNames)('%s', vendor => {
  const { ref, at, properties, respondent, open, byRobot, wrong } = samples[vendor]
  const left = { name: 'support', ref, at, properties }

  test('has a customer asked on the next visit, once, however often it says so', async () => {
    const desk = await helpDesk(vendor)

    expect(await desk.tells()).toEqual({ status: 204, body: null })
    expect(await desk.waiting()).toEqual([left])
    desk.passes(minute)
    expect(await desk.tells()).toEqual({ status: 204, body: null })
    expect(await desk.waiting()).toEqual([left])

    const signature = await createSigner({ secret: signingSecret, now: () => now }).respondent(respondent)
    await desk.send(
      aResponse({
        respondent: { id: respondent, signature },
        trigger: { name: 'support', ref, source: 'collector' },
      }),
    )
    desk.passes(minute)
    await desk.tells()
    expect(await desk.waiting()).toEqual([])
  })

  test('is not believed without its secret, and leaves nothing if there is nothing to leave', async () => {
    const desk = await helpDesk(vendor)
    const text = JSON.stringify(samples[vendor].body)
    const right = samples[vendor].headers(text, now)
    const changed = Object.fromEntries(
      Object.entries(right).map(([name, value]) => [name, value.replace(/.(.{4})$/, 'Z$1')]),
    )
    const unproved = [
      await desk.post(text, {}),
      await desk.post(text, changed),
      await desk.post(text, { authorization: 'Bearer' }),
      await desk.post(text, { authorization: 'Bearer another' }, '?key='),
    ]
    const refused = { error: 'Not accepted.', field: null, found: null, allowed: null }
    for (const answer of unproved) expect([answer.status, await answer.json()]).toEqual([401, refused])

    // A ticket that is not solved, one that a robot closed, and one without its number.
    expect(await desk.tells({ body: open })).toEqual({ status: 204, body: null })
    if (byRobot) expect((await desk.tells({ body: byRobot })).status).toBe(204)
    const [body, field] = wrong
    expect(await desk.tells({ body })).toMatchObject({ status: 422, body: { field } })

    // Too long, not JSON, or JSON of another kind.
    const long = JSON.stringify({ text: 'x'.repeat(longestMessage) })
    expect((await desk.post(long, samples[vendor].headers(long, now))).status).toBe(413)
    expect((await desk.post('{', samples[vendor].headers('{', now))).status).toBe(400)
    for (const strange of [null, [], 7, 'text', {}, { ticket: {} }, { data: [] }]) {
      const json = JSON.stringify(strange)
      const { status } = await desk.post(json, samples[vendor].headers(json, now))
      expect([204, 422]).toContain(status)
    }
    expect(await desk.kept()).toEqual([])
  })

  test('may know the customer by e-mail, and be asked about each contact and what robots close', async () => {
    const desk = await helpDesk(vendor, { respondent: 'email', once: 'contact', robots: 'ask' })

    expect((await desk.tells({ body: byRobot ?? samples[vendor].body })).status).toBe(204)
    await desk.tells()
    const [kept, ...others] = await desk.kept()

    expect(others).toEqual([])
    expect(kept).toMatchObject({ respondent: 'kim@example.com' })
    expect(kept?.ref).toMatch(new RegExp(`^${ref}-[0-9a-z]+$`))
    expect(JSON.parse(kept?.properties ?? '')).toMatchObject({ ticket: ref })
  })
})

test('whatever is sent, a message is a trigger, nothing, or a complaint that names what is wrong', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...vendorNames),
      fc.jsonValue(),
      fc.string(),
      fc.jsonValue(),
      (vendor, value, name, inner) => {
        const sample = samples[vendor].body
        // Anything at all, and the sample with one of its fields made anything.
        const field = fc.sample(fc.constantFrom(...Object.keys(sample), name), 1)[0] ?? name
        for (const body of [value, { ...sample, [field]: inner }]) {
          const read = triggerOf(hookOf(vendor), { body, headers: new Headers() }, now)
          if (read === null) continue
          if ('error' in read) expect(read.error).toContain(read.field ?? 'The request')
          else expect(read.ref).toMatch(/\S/)
        }
      },
    ),
    { numRuns: 300 },
  )
})

describe.each(['zendesk', 'hubspot', 'chatwoot'] as const)('%s also signs the time', vendor => {
  test('and is believed for five minutes, before and after', async () => {
    const desk = await helpDesk(vendor)
    const statusAt = async (off: number) => (await desk.tells({ at: now + off })).status

    expect(await statusAt(-5 * minute)).toBe(204)
    expect(await statusAt(-5 * minute - 1000)).toBe(401)
    expect(await statusAt(5 * minute)).toBe(204)
    expect(await statusAt(5 * minute + 1000)).toBe(401)

    // The old signature with a fresh time.
    const text = JSON.stringify(samples[vendor].body)
    const old = samples[vendor].headers(text, now - day)
    const fresh = samples[vendor].headers(text, now)
    const timestamp = Object.keys(fresh).find(name => name.includes('timestamp')) ?? ''

    expect((await desk.tells({ headers: { ...old, [timestamp]: fresh[timestamp] ?? '' } })).status).toBe(401)
  })
})

test('what was solved 30 days ago is too old, however well it is signed', async () => {
  const desk = await helpDesk('intercom')
  await desk.tells()
  desk.passes(31 * day)

  expect(await desk.tells()).toMatchObject({ status: 422, body: { field: 'solved_at' } })
})

test.each([
  ['freshdesk', 204],
  ['gorgias', 204],
  ['hubspot', 204],
  ['chatwoot', 204],
  ['zendesk', 401],
  ['intercom', 401],
  ['helpscout', 401],
] as const)('a key in the address of %s, which need not sign or always does: %i', async (vendor, status) => {
  const desk = await helpDesk(vendor)
  const text = JSON.stringify(samples[vendor].body)

  expect((await desk.post(text, {}, `?key=${encodeURIComponent(hookSecret)}`)).status).toBe(status)
})

describe('a body that an operator wrote', () => {
  const body = { ticket: 'T-1', respondent: 'u_1', solved_at: new Date(now).toISOString() }

  test('is refused with what is wrong, and read however the time is written', async () => {
    const desk = await helpDesk('zendesk')
    const wrong: [object, string][] = [
      [{ ticket: 'T-1' }, 'respondent'],
      [{ ...body, solved_at: '2026-05-01T12:00:00' }, 'solved_at'],
      [{ ...body, solved_at: 'yesterday' }, 'solved_at'],
      [{ ...body, solved_at: [] }, 'solved_at'],
      [{ ...body, ticket: '{{ticket.id}}' }, 'ticket'],
    ]
    for (const [message, field] of wrong)
      expect(await desk.tells({ body: message })).toMatchObject({ status: 422, body: { field } })
    // A visitor whom nobody knows is nobody's mistake.
    expect((await desk.tells({ body: { ...body, respondent: '' } })).status).toBe(204)
    expect(await desk.kept()).toEqual([])

    const times = [String(now), now, now / 1000, new Date(now).toISOString().replace('.000Z', '+00:00')]
    for (const [place, solved_at] of times.entries())
      await desk.tells({ body: { ...body, ticket: `T-${place}`, solved_at } })
    expect((await desk.kept()).map(({ at }) => Number(at))).toEqual(times.map(() => now))
  })

  test('needs the time if each contact is asked about', async () => {
    const desk = await helpDesk('freshdesk', { once: 'contact' })

    expect(await desk.tells({ body: { ticket: 'T-1', respondent: 'u_1' } })).toMatchObject({
      status: 422,
      body: { field: 'solved_at' },
    })
  })
})

// "Ticket events", developer.zendesk.com; "Webhooks", developers.hubspot.com; a rule's simple content of Freshdesk.
test('messages that name no customer are refused with what to send instead, or asked about by e-mail', async () => {
  const zendesk = await helpDesk('zendesk')
  const event = (type: string, current: string) => ({
    type: `zen:event-type:${type}`,
    id: '1',
    time: new Date(now).toISOString(),
    detail: { id: '35436', requester_id: '20978392', status: current },
    event: { current, previous: 'OPEN' },
  })
  expect(await zendesk.tells({ body: event('ticket.status_changed', 'SOLVED') })).toMatchObject({
    status: 422,
    body: { field: 'type' },
  })
  expect((await zendesk.tells({ body: event('ticket.created', 'OPEN') })).status).toBe(204)
  expect(await zendesk.kept()).toEqual([])

  const hubspot = await helpDesk('hubspot')
  const events = [{ eventId: 1, subscriptionType: 'ticket.propertyChange', objectId: 12, occurredAt: now }]
  expect(await hubspot.tells({ body: events })).toMatchObject({ status: 422, body: { field: null } })

  const simple = {
    freshdesk_webhook: {
      ticket_id: 11,
      ticket_status: 'Resolved',
      ticket_contact_name: 'Kim',
      ticket_contact_email: 'Kim@example.com',
    },
  }
  const [byId, byEmail] = [await helpDesk('freshdesk'), await helpDesk('freshdesk', { respondent: 'email' })]
  expect(await byId.tells({ body: simple })).toMatchObject({ status: 422, body: { field: 'respondent' } })
  expect((await byEmail.tells({ body: simple })).status).toBe(204)
  expect(await byEmail.kept()).toMatchObject([
    { respondent: 'kim@example.com', ref: '11', at: expect.anything() },
  ])
})

test('a help desk that the operator has not named is not there', async () => {
  const desk = await helpDesk('zendesk')
  const request = (path: string, method: string) =>
    desk.collector.fetch(new Request(`http://answers.example${path}`, { method }))

  expect((await request('/hooks/intercom', 'POST')).status).toBe(404)
  expect((await request('/hooks/constructor', 'POST')).status).toBe(404)
  expect((await request('/hooks/intercom', 'GET')).status).toBe(404)
  expect((await request('/hooks/zendesk', 'HEAD')).status).toBe(200)
})

test('a site of its own has its own customers', async () => {
  const desk = await helpDesk('zendesk', { site: 'outlet' })
  await desk.tells()

  expect(await desk.waiting()).toEqual([])
  expect(await desk.kept()).toMatchObject([{ site: 'outlet', respondent: 'u_1' }])
})
