import { describe, expect, test } from 'vitest'
import { serializeHistory } from '../../src/history/history.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { aHistory, anAsking, days, noon } from '../eligibility/situations.ts'
import { aVisitedPage } from './a-visited-page.ts'

/** A visitor who was asked a while ago, and may be asked again. */
function aKnownVisitor(ago = days(400)) {
  const local = aStorageArea()
  const askings = [anAsking('answered', noon - ago)]
  local.set('howlikely:main:history', serializeHistory(aHistory({ askings })))
  return local
}

const tallyIn = (local: ReturnType<typeof aStorageArea>) =>
  JSON.parse(local.get('howlikely:main:notAsked') ?? '{}')

const pros = [{ id: 'pros', trigger: 'visit', where: { traits: { plan: 'pro' } } }]

describe('a trigger that is judged again', () => {
  test('counts by what holds it back last', async () => {
    const local = aKnownVisitor()
    const page = aVisitedPage({ local, options: { report: 'everything', surveys: pros } })
    await page.happens('visit', {}, 'visit')
    expect(tallyIn(local)).toEqual({ where: 1 })
    page.decision.changed()
    await page.settled()
    expect(tallyIn(local)).toEqual({ where: 1 })
    page.statements.identify = { id: 'u_1', traits: { plan: 'pro' } }
    page.decision.changed()
    await page.settled()

    expect(page.asked).toEqual(['pros'])
    expect(tallyIn(local)).toEqual({})
  })

  test('counts once if it is reported twice', async () => {
    const local = aKnownVisitor()
    const surveys = [{ id: 'large', trigger: 'checkout', where: { trigger: { value: { above: 50 } } } }]
    const page = aVisitedPage({ local, options: { report: 'everything', surveys } })
    await page.happens('checkout')
    await page.happens('checkout', { ref: 'A-1', value: 9 })

    expect(tallyIn(local)).toEqual({ where: 1 })
  })
})

describe('nothing is counted', () => {
  test.each([
    ['of what no survey waits for', {}, 'purchase'],
    ['of whom the browser asks to leave alone', { options: { gpc: 'skip' }, gpc: true }, 'checkout'],
    ['without consent', { consent: false }, 'checkout'],
    ['while consent is open', { options: { consent: 'required' } }, 'checkout'],
    ['where answers are enough', { options: { report: 'answers' } }, 'checkout'],
  ])('%s', async (_case, about: { options?: object; gpc?: boolean; consent?: boolean }, name) => {
    const local = aKnownVisitor(days(1))
    const page = aVisitedPage({ ...about, local, options: { report: 'everything', ...about.options } })
    await page.happens(name)

    expect(page.asked).toEqual([])
    expect(local.get('howlikely:main:notAsked')).toBeNull()
  })

  test('any longer once consent is withdrawn', async () => {
    const local = aKnownVisitor(days(1))
    const page = aVisitedPage({ local, options: { report: 'everything' } })
    await page.happens('checkout')
    expect(tallyIn(local)).toEqual({ 'wait-after-answer': 1 })
    page.statements.consent = false
    page.decision.changed()
    await page.settled()

    expect(local.keys()).toEqual([])
  })
})

test('what the loader counted while it was quiet is added, by the wait that made it so', async () => {
  const local = aKnownVisitor(days(10))
  local.set('howlikely:main:quiet', '4')
  local.set('howlikely:main:quietUntil', `${noon}`)
  const page = aVisitedPage({ local, options: { report: 'everything' } })
  await page.settled()
  expect(tallyIn(local)).toEqual({ 'wait-after-answer': 4 })
  expect(local.get('howlikely:main:quiet')).toBeNull()
  await page.happens('checkout')

  expect(tallyIn(local)).toEqual({ 'wait-after-answer': 5 })
})

test('no more is counted than a message may contain', async () => {
  const local = aKnownVisitor(days(10))
  local.set('howlikely:main:quiet', '99999')
  local.set('howlikely:main:quietUntil', `${noon}`)
  const page = aVisitedPage({ local, options: { report: 'everything' } })
  await page.happens('checkout')

  expect(tallyIn(local)).toEqual({ 'wait-after-answer': 9999 })
})
