import { describe, expect, test } from 'vitest'
import { fillStore } from '../../../scripts/generate/fill-store.ts'
import { progressBar } from '../../../scripts/generate/progress-bar.ts'
import { shopHistory } from '../../../scripts/generate/shop.ts'
import { ResponseSchema } from '../../../src/protocol/response.ts'
import { figuresOf } from '../../../src/report/figures.ts'
import { testDatabase } from '../../collector/test-database.ts'

const until = Date.parse('2026-05-01T12:00:00Z')
const shop = { responses: 4000, seed: 7, until }
const messagesIn = (history: ReturnType<typeof shopHistory>) =>
  [...history].flatMap(happening => (happening.kind === 'message' ? [happening.message] : []))

describe('a made-up shop', () => {
  test('is the same for the same seed, and another for another', () => {
    const [first, again, other] = [7, 7, 8].map(seed =>
      messagesIn(shopHistory({ ...shop, seed, responses: 50 })),
    )

    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  test('sends what the collector’s schema accepts, in the order of time, over two years', () => {
    const messages = messagesIn(shopHistory(shop))

    for (const { record, json } of messages) expect(ResponseSchema.parse(JSON.parse(json))).toEqual(record)
    const instants = messages.map(({ receivedAt }) => receivedAt)
    expect(instants).toEqual(instants.toSorted((one, other) => one - other))
    expect(instants.at(-1)).toBe(until)
    expect((until - (instants[0] ?? 0)) / 86_400_000).toBeCloseTo(730, 0)
  })

  test('has what a real one has: five surveys, each state, revisions, tests, verified and known customers', () => {
    const messages = messagesIn(shopHistory(shop))
    const different = (what: (message: (typeof messages)[number]) => unknown) =>
      new Set(messages.map(what)).size

    expect(different(({ record }) => `${record.site} ${record.survey}`)).toBe(5)
    expect(different(({ record }) => record.state)).toBe(4)
    expect(different(({ record }) => record.score)).toBe(12)
    expect(different(({ record }) => record.id)).toBe(shop.responses)
    expect(messages.length).toBeGreaterThan(shop.responses)
    expect(messages.some(({ record }) => record.test)).toBe(true)
    expect(messages.some(({ vouched }) => vouched?.trigger)).toBe(true)
    expect(messages.some(({ record }) => record.respondent?.traits?.plan === 'pro')).toBe(true)
  })

  test('fills a store, and erases those who asked for it', async () => {
    const { store } = await testDatabase()
    const told: number[] = []
    const history = [...shopHistory({ ...shop, responses: 20_000 })]
    const people = history.flatMap(happening => (happening.kind === 'erase' ? [happening.person] : []))

    const { messages, erased } = await fillStore(store, history, count => told.push(count))

    expect(people.length).toBeGreaterThan(0)
    expect(erased).toBeGreaterThanOrEqual(people.length)
    expect(told.at(-1)).toBe(messages)
    expect(figuresOf(await store.tally())).toHaveLength(5)
  })
})

test('the bar is drawn on a terminal, and nowhere else', () => {
  const written = (isTTY: boolean) => {
    const parts: string[] = []
    const bar = progressBar({ isTTY, write: text => parts.push(text) }, 10)
    bar.show(5)
    bar.show(5)
    bar.end()
    return parts.join('')
  }

  expect(written(true)).toBe(`\r${'█'.repeat(20)}${'░'.repeat(20)}  50 %\n`)
  expect(written(false)).toBe('')
})
