import { expect, test } from 'vitest'
import { nameOf } from '../support/recorder.ts'
import { type Schedule, scheduleOf, type Visit } from './schedule.ts'

const elsewhere = 'http://127.0.0.1:1/answers'
const schedules = (dies = true): Schedule[] =>
  Array.from({ length: 300 }, (_, seed) => scheduleOf(seed + 1, { dies }, elsewhere))
const visits = (dies?: boolean): Visit[] => schedules(dies).flatMap(one => one.visits)

test('the same seed gives the same schedule, and the next one another', () => {
  const one = scheduleOf(7, { dies: true }, elsewhere)

  expect(scheduleOf(7, { dies: true }, elsewhere)).toEqual(one)
  expect(scheduleOf(8, { dies: true }, elsewhere)).not.toEqual({ ...one, seed: 8 })
})

test('three hundred schedules have every fault', () => {
  const all = visits()
  const of = <Value>(values: readonly Value[]) => [...new Set(values)].sort()

  expect(of(schedules().map(({ storage }) => storage))).toEqual(['blocked', 'full after the score', 'works'])
  expect(of(schedules().map(({ format }) => format))).toEqual(['auto', 'form', 'json', 'text'])
  expect(of(all.map(({ address }) => address))).toHaveLength(5)
  expect(of(all.map(({ outage }) => outage))).toEqual(['connections refused', 'none', 'offline'])
  expect(of(all.map(({ departure }) => departure))).toEqual([
    'another page',
    'browser killed',
    'reload',
    'stays',
    'tab closed',
    'tab crashed',
  ])
  expect(of(all.flatMap(({ reactions }) => reactions.map(nameOf)))).toEqual([
    'accept slowly',
    'answer 401',
    'answer 404',
    'answer 413',
    'answer 429 with Retry-After',
    'answer 500',
    'answer 503 with Retry-After',
    'hang',
    'redirect to another origin',
    'redirect to the same origin',
    'refuse CORS',
    'reset',
    'take and break off within the body',
    'take and break off within the head',
    'take and hang',
    'take and reset',
  ])
  const scripts = all.flatMap(({ scripts }) => scripts ?? [])
  expect(of(scripts.map(({ from }) => from))).toEqual(['card', 'deed', 'page', 'score'])
  expect(of(scripts.map(({ does }) => does))).toEqual(['503', 'connections refused', 'late', 'other bytes'])
  expect(all.some(({ clock }) => clock > 0)).toBe(true)
  expect(all.some(({ clock }) => clock < 0)).toBe(true)
  expect(all.some(({ views }) => views.some(({ tabs }) => tabs === 2))).toBe(true)
})

test('a browser that cannot be made to die is not asked to, and one that can is', () => {
  const deaths = (dies: boolean) => visits(dies).filter(({ departure }) => /crashed|killed/.test(departure))

  expect(deaths(false)).toEqual([])
  expect(deaths(true)).not.toEqual([])
})

test('an offline visitor sees no other page, and an online one does', () => {
  const left = visits().filter(({ departure }) => departure === 'another page' || departure === 'reload')

  expect(left.filter(({ outage }) => outage === 'offline')).toEqual([])
  expect(left.filter(({ outage }) => outage === 'none')).not.toEqual([])
})

test('a card comes back on the next page if it could be stored, and is waited for nowhere else', () => {
  const waiting = (storage: string) =>
    schedules().filter(one => one.storage === storage && one.visits.some(({ goesOn }) => goesOn))

  expect(waiting('blocked')).toEqual([])
  expect(waiting('works')).not.toEqual([])
})

test('a card is not waited for on a next page that may have no scripts', () => {
  expect(visits().filter(({ scripts, goesOn }) => scripts && goesOn)).toEqual([])
})

test('of the scripts one is late, since all of them, one after the other, would take too long', () => {
  const late = visits().filter(({ scripts }) => scripts?.does === 'late')

  expect(late).not.toEqual([])
  expect(late.filter(({ scripts }) => scripts?.place === null)).toEqual([])
})
