import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerEvents } from '../../src/collector/answer-events.ts'
import type { ReceivedResponse } from '../../src/collector/store/store.ts'
import { EventsAnswer } from '../../src/report/api/events.ts'
import { tries } from '../support/thorough.ts'
import { aResponse } from './a-response.ts'
import { countByHand } from './store/count-by-hand.ts'
import { hour, someMessages, start } from './store/some-messages.ts'
import { testCollector, token } from './test-collector.ts'
import { openTestDatabase } from './test-database.ts'

const day = 24 * hour

async function aTeam() {
  const { collector, operatorGets, ...rest } = await testCollector()
  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    collector.fetch(
      new Request(`http://collector${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  return {
    ...rest,
    ask,
    note: (event: object) => ask('POST', '/api/events', event),
    async events(query = '') {
      const response = await operatorGets(`/api/events${query}`)
      expect(response.status).toBe(200)
      return EventsAnswer.parse(await response.json())
    },
  }
}

const given = (score: number, at: string) => aResponse({ score, askedAt: at, scoredAt: at, endedAt: at })

describe('events', () => {
  test('are kept, each once, reported with the answers before and after, and removed', async () => {
    const { note, events, send, ask } = await aTeam()
    await send(
      given(10, '2026-03-31T23:59:59.000Z'),
      given(9, '2026-04-19T23:59:59.999Z'),
      given(2, '2026-04-20T00:00:00.000Z'),
    )
    const event = { day: '2026-04-20', name: ' New returns policy ', site: 'main', survey: 'checkout' }

    const { id } = await (await note(event)).json()
    expect(await (await note(event)).json()).toEqual({ id })
    await note({ day: '2026-04-28', name: 'A sale' })

    // Today is 1 May: twelve days have passed since 20 April, and four since the 28th.
    const [sale, returns] = (await events()).events
    expect(sale).toMatchObject({ name: 'A sale', site: null, survey: null, around: { days: 4 } })
    expect(returns).toMatchObject({
      ...{ id, name: 'New returns policy', site: 'main', survey: 'checkout' },
      around: {
        days: 12,
        before: { start: Date.UTC(2026, 3, 8), end: Date.UTC(2026, 3, 20) },
        after: { start: Date.UTC(2026, 3, 20), end: Date.UTC(2026, 4, 2) },
      },
      surveys: [{ site: 'main', survey: 'checkout', kind: 'transactional' }],
    })
    const counted = returns?.surveys[0]
    expect([counted?.before[9], counted?.before[10], counted?.after[2]]).toEqual([1, 0, 1])

    expect((await ask('DELETE', `/api/events/${id}`)).status).toBe(204)
    expect((await ask('DELETE', `/api/events/${id}`)).status).toBe(404)
    expect((await events()).events.map(({ name }) => name)).toEqual(['A sale'])
  })

  test.each([
    ['', ['all', 'ours', 'outlet']],
    ['?period=7d', ['outlet']],
    ['?site=main', ['all', 'ours']],
    ['?site=outlet', ['all', 'outlet']],
    ['?site=main&survey=support', ['all']],
    ['?from=2026-04-02&to=2026-04-02', ['ours']],
  ])('of %j are %j', async (query, names) => {
    const { note, events } = await aTeam()
    await note({ day: '2026-04-01', name: 'all' })
    await note({ day: '2026-04-02', name: 'ours', site: 'main', survey: 'checkout' })
    await note({ day: '2026-04-30', name: 'outlet', site: 'outlet' })
    await note({ day: '2026-06-30', name: 'to come' })

    expect((await events(query)).events.map(({ name }) => name).toSorted()).toEqual(names)
  })

  test('beyond twenty the earliest are listed, but not compared', async () => {
    const { note, events } = await aTeam()
    for (let number = 1; number <= 22; number += 1) await note({ day: '2026-04-20', name: `No. ${number}` })
    await note({ day: '2026-04-19', name: 'the day before' })

    const found = await events()

    expect(found.events.map(({ around }) => around?.days ?? 0)).toEqual([...Array(20).fill(12), 0, 0, 0])
    expect(found.uncompared).toBe(3)
    expect(found.events.at(-1)?.name).toBe('the day before')
  })

  test.each([
    [{ name: 'x' }, 'day', 'nothing', /a date of the calendar|text/],
    [{ day: '2026-02-30', name: 'x' }, 'day', '"2026-02-30"', /a date of the calendar/],
    [{ day: '2026-05-01' }, 'name', 'nothing', /text/],
    [{ day: '2026-05-01', name: ' ' }, 'name', '" "', /words on one line/],
    [{ day: '2026-05-01', name: 'one\ntwo' }, 'name', '"one\\ntwo"', /words on one line/],
    [{ day: '2026-05-01', name: 'x'.repeat(81) }, 'name', /^"x+/, /80/],
    [{ day: '2026-05-01', name: 'x', survey: 'checkout' }, 'site', 'nothing', /the site of the survey/],
    [{ day: '2026-05-01', name: 'x', who: 'me' }, 'who', '"me"', /left out/],
    [[], null, 'a list of 0', /an object/],
  ])('%j are refused', async (event, field, found, allowed) => {
    const { note, events } = await aTeam()
    const response = await note(event)

    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({
      error: expect.any(String),
      field: field === null ? null : expect.stringMatching(field),
      found: typeof found === 'string' ? found : expect.stringMatching(found),
      allowed: expect.stringMatching(allowed),
    })
    expect((await events()).events).toEqual([])
  })

  test.each([
    ['?around=7d', 'around', /30d/],
    ['?by=team', 'by', /around/],
    ['?from=2026-02-01', 'period', /both from and to/],
  ])('%s is refused', async (query, field, allowed) => {
    const { ask } = await aTeam()
    const response = await ask('GET', `/api/events${query}`)

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field, allowed: expect.stringMatching(allowed) })
  })

  test('nobody else notes or removes them, and no other site’s page makes the operator do it', async () => {
    const { collector, store } = await testCollector()
    const id = await store.keepNote({ note: 'event', day: '2026-05-01', name: 'x', site: null, survey: null })
    const login = await collector.fetch(
      new Request('http://collector/login', {
        method: 'POST',
        body: `token=${token}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    )
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
    const statuses = async (headers: Record<string, string>) => {
      const asked = [
        ['POST', '/api/events'],
        ['DELETE', `/api/events/${id}`],
        ['POST', '/api/example/events'],
      ].map(([method = '', path]) =>
        collector.fetch(
          new Request(`http://collector${path}`, {
            method,
            headers: { 'content-type': 'application/json', ...headers },
            ...(method === 'POST' && { body: '{"day":"2026-05-01","name":"y"}' }),
          }),
        ),
      )
      return (await Promise.all(asked)).map(({ status }) => status)
    }

    expect(await statuses({})).toEqual([401, 401, 401])
    expect(await statuses({ cookie, origin: 'https://evil.example' })).toEqual([403, 403, 403])
    expect((await store.notes()).events.map(({ name }) => name)).toEqual(['x'])
    // No example is given to this collector.
    expect(await statuses({ cookie, origin: 'http://collector' })).toEqual([200, 204, 404])
  })
})

test('an event’s report matches a count by hand, whatever was sent', async () => {
  const { database, close } = await openTestDatabase()
  try {
    await fc.assert(
      fc.asyncProperty(
        someMessages,
        fc.record({
          place: fc.integer({ min: 0, max: 6 }),
          site: fc.constantFrom(null, 'main', 'outlet'),
          survey: fc.constantFrom(null, 'checkout'),
          passed: fc.integer({ min: 1, max: 7 }),
        }),
        fc.record(
          {
            unconfirmed: fc.constant('counted' as const),
            latest: fc.constant('respondent' as const),
            verified: fc.constant('only' as const),
            device: fc.constantFrom('mobile', 'desktop'),
            survey: fc.constantFrom('checkout', 'support'),
          },
          { requiredKeys: [] },
        ),
        async (messages, { place, site, survey, passed }, parameters) => {
          for (const table of ['response', 'rollup', 'known_survey', 'undeclared', 'event'] as const)
            await database.db.deleteFrom(table).execute()
          for (const one of messages) await database.store.saveAll([one])
          const at = start + place * day
          const noted = new Date(at).toISOString().slice(0, 10)
          const note = { day: noted, name: 'x', site, survey: site === null ? null : survey }
          await database.store.keepNote({ note: 'event', ...note })

          const answer = await answerEvents(database.store, parameters, at + passed * day - 1)

          const concerns = note.survey === null || (parameters.survey ?? note.survey) === note.survey
          const found = answer.events.flatMap(({ surveys }) => surveys)
          expect(found).toEqual(concerns ? byHand(messages, { at, passed, ...note, parameters }) : [])
        },
      ),
      { numRuns: tries(40, 1000) },
    )
  } finally {
    await close()
  }
})

interface Around {
  at: number
  passed: number
  site: string | null
  survey: string | null
  parameters: {
    unconfirmed?: 'counted'
    latest?: 'respondent'
    verified?: 'only'
    device?: string
    survey?: string
  }
}

function byHand(messages: readonly ReceivedResponse[], { at, passed, site, survey, parameters }: Around) {
  const selection = {
    period: { start: at, end: at + passed * day },
    before: { start: at - passed * day, end: at },
    site,
    survey: survey ?? parameters.survey ?? null,
    kind: null,
    onlyVerified: parameters.verified === 'only',
    countUnconfirmed: parameters.unconfirmed === 'counted',
    latestPerRespondent: parameters.latest === 'respondent',
    tag: null,
    filters: parameters.device ? [{ segment: 'device' as const, value: parameters.device }] : [],
  }
  const states = selection.countUnconfirmed ? ['answered', 'scored'] : ['answered']
  const votes = countByHand(messages, { selection, by: [], byDay: false }).filter(({ state }) =>
    states.includes(state),
  )
  const keys = [...new Set(votes.map(vote => [vote.site, vote.kind, vote.survey].join('\n')))].sort()
  return keys.map(key => {
    const own = votes.filter(vote => [vote.site, vote.kind, vote.survey].join('\n') === key)
    const scores = (inPeriod: 0 | 1) =>
      Array.from({ length: 11 }, (_, score) =>
        own
          .filter(vote => vote.inPeriod === inPeriod)
          .reduce((sum, { scores }) => sum + (scores[score] ?? 0), 0),
      )
    const [one] = own
    return { site: one?.site, survey: one?.survey, kind: one?.kind, before: scores(0), after: scores(1) }
  })
}
