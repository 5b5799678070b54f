import { describe, expect, test } from 'vitest'
import { days } from '../eligibility/situations.ts'
import { aVisitedPage } from './a-visited-page.ts'

const order = { ref: 'A-1', value: 9.5, currency: 'EUR' }

describe('what a second report adds', () => {
  test('while consent is open is not lost', async () => {
    const page = aVisitedPage({ options: { consent: 'required' } })
    await page.happens('checkout')
    await page.happens('checkout', order)
    expect(page.asked).toEqual([])
    page.statements.consent = true
    page.decision.changed()
    await page.settled()

    expect(page.waiting).toMatchObject([{ trigger: order }])
  })

  test('while the collector is asked is not lost', async () => {
    let answer = () => {}
    const answered = new Promise<void>(resolve => {
      answer = resolve
    })
    const page = aVisitedPage({
      options: { askCollector: 'trigger', collectorSilent: 'ask', collectorTimeout: '1s' },
      identify: { id: 'u_1', signature: `v1.99999999999.${'a'.repeat(43)}` },
    })
    page.decision.trigger({ name: 'checkout', details: {}, source: 'command', at: Date.now() })
    page.decision.trigger({ name: 'checkout', details: order, source: 'command', at: Date.now() })
    answer()
    await answered

    await expect.poll(() => page.waiting).toMatchObject([{ trigger: order }])
  })

  test('lets a survey ask that the first report gave no reason for', async () => {
    const surveys = [{ id: 'large', trigger: 'checkout', where: { trigger: { value: { above: 5 } } } }]
    const page = aVisitedPage({ options: { surveys } })
    await page.happens('checkout')
    expect(page.asked).toEqual([])
    await page.happens('checkout', order)

    expect(page.asked).toEqual(['large'])
  })
})

describe('what the page says later', () => {
  const surveys = [{ id: 'pros', trigger: ['visit', 'checkout'], where: { traits: { plan: 'pro' } } }]

  test.each([
    ['a visit', 'visit', { plan: 'pro' }, ['pros']],
    ['a checkout', 'checkout', { plan: 'pro' }, ['pros']],
    ['a visit of somebody else', 'visit', { plan: 'free' }, []],
  ] as const)('of the visitor counts for %s that woke the decision', async (_case, name, traits, asked) => {
    const page = aVisitedPage({ options: { surveys } })
    await page.happens(name, {}, name === 'visit' ? 'visit' : 'command')
    expect(page.asked).toEqual([])
    page.statements.identify = { id: 'u_1', traits }
    page.decision.changed()
    await page.settled()
    page.decision.changed()
    await page.settled()

    expect(page.asked).toEqual(asked)
  })

  test('asks nobody a second time about the same thing', async () => {
    const page = aVisitedPage({
      options: {
        surveys: [{ id: 'any', trigger: 'visit', waitAfterIgnored: '0' }],
        waitBetween: '0',
      } as never,
      at: Date.now() - days(1),
    })
    await page.happens('visit', {}, 'visit')
    page.statements.identify = { id: 'u_1' }
    page.decision.changed()
    await page.settled()

    expect(page.asked).toEqual(['any'])
  })
})
