import { describe, expect, test } from 'vitest'
import { aStorageArea } from '../../doubles/storage-area.ts'
import { days, minutes, noon } from '../../eligibility/situations.ts'
import { type About, aVisitedPage, customer, says, signature } from '../a-visited-page.ts'

const onTrigger = { askCollector: 'trigger', collectorTimeout: '1s' }
const onVisit = { askCollector: 'visit' }
const answered = { survey: 'checkout', at: noon - days(3), outcome: 'answered' }

describe('a customer who has answered on another device', () => {
  test('is not asked here, and explain names the collector', async () => {
    const page = aVisitedPage({
      options: onTrigger,
      identify: customer,
      collector: () => says({ askings: [answered] }),
    })
    await page.happens('checkout')
    const verdicts = await page.verdicts()

    expect(page.asked).toEqual([])
    expect(verdicts.collector).toEqual({ pass: true, found: 'answered' })
    expect(verdicts['wait-after-answer']?.pass).toBe(false)
    expect(verdicts['wait-between']?.pass).toBe(false)
  })

  test('would be asked if the collector were not', async () => {
    const page = aVisitedPage({ identify: customer, collector: () => says({ askings: [answered] }) })
    await page.happens('checkout')

    expect([page.asked, page.questions]).toEqual([['checkout'], []])
  })

  test('is asked again once the wait is over', async () => {
    const long = { ...answered, at: noon - days(91) }
    const page = aVisitedPage({
      options: onTrigger,
      identify: customer,
      collector: () => says({ askings: [long] }),
    })
    await page.happens('checkout')

    expect(page.asked).toEqual(['checkout'])
  })

  test('is left alone until the day that the collector names, after "Don’t ask again" elsewhere', async () => {
    const ask = async (optOutUntil: number) => {
      const options = { ...onTrigger, waitAfterOptOut: '30d' }
      const page = aVisitedPage({ options, identify: customer, collector: () => says({ optOutUntil }) })
      await page.happens('checkout')
      return page.asked
    }

    expect(await ask(noon + 1)).toEqual([])
    expect(await ask(noon)).toEqual(['checkout'])
  })

  test('is not counted twice if this browser knows it too', async () => {
    const local = aStorageArea()
    const page = aVisitedPage({ local, identify: customer })
    await page.happens('checkout')
    const askings = [{ survey: 'checkout', at: noon + minutes(1), outcome: 'ignored' }]
    const later = aVisitedPage({
      local,
      options: { ...onTrigger, waitAfterIgnored: '0', waitBetween: '0', maxPerYear: 2 },
      identify: customer,
      at: noon + days(1),
      collector: () => says({ now: noon + days(1), askings }),
    })
    await later.happens('checkout')

    expect(later.asked).toEqual(['checkout'])
  })
})

describe('what the collector is asked', () => {
  test('names the visitor, at the address next to the endpoint', async () => {
    const page = aVisitedPage({
      options: onTrigger,
      identify: { ...customer, traits: { plan: 'pro' } },
      collector: () => says(),
    })
    await page.happens('checkout')

    expect(page.questions).toEqual([
      {
        address: 'https://shop.example/nps/eligibility',
        body: { schema: 1, site: 'main', respondent: customer },
      },
    ])
  })

  test('is one question for each trigger', async () => {
    const options = { ...onTrigger, waitBetween: '0' }
    const page = aVisitedPage({ options, identify: customer, collector: () => says() })
    await page.happens('checkout')
    await page.happens('support')

    expect(page.questions).toHaveLength(2)
    expect(page.asked).toEqual(['checkout', 'support'])
  })

  test.each<[string, Parameters<typeof aVisitedPage>[0]]>([
    ['of a visitor whom nobody knows', {}],
    ['of a customer without a signature', { identify: { id: 'u_1' } }],
    ['before consent', { identify: customer, options: { ...onTrigger, consent: 'required' } }],
    ['of a visitor with Global Privacy Control', { identify: customer, gpc: true }],
  ])('is nothing %s', async (_case, about) => {
    const page = aVisitedPage({ options: onTrigger, collector: () => says(), ...about })
    await page.happens('checkout')
    await page.happens('visit', {}, 'visit')

    expect(page.questions).toEqual([])
  })

  test('is nothing about a trigger that no survey waits for, or that this browser knows to be too early', async () => {
    const page = aVisitedPage({ options: onTrigger, identify: customer, collector: () => says() })
    await page.happens('upgrade')
    expect(page.questions).toHaveLength(0)
    await page.happens('checkout')
    await page.happens('support')

    expect(page.questions).toHaveLength(1)
  })
})

describe('once per visit', () => {
  test('the collector is asked on the first page, and on no other page of the visit', async () => {
    const local = aStorageArea()
    const about = { local, options: onVisit, identify: customer }
    for (const minute of [0, 20, 45, 70]) {
      const at = noon + minutes(minute)
      const page = aVisitedPage({ ...about, at, collector: () => says({ now: at, askings: [answered] }) })
      await page.happens('visit', {}, 'visit')
      await page.happens('checkout')
      expect([page.questions.length, page.asked]).toEqual([minute === 0 ? 1 : 0, []])
      expect((await page.verdicts()).collector).toEqual({ pass: true, found: 'answered' })
    }
    const next = aVisitedPage({ ...about, at: noon + minutes(100), collector: () => says() })
    await next.happens('visit', {}, 'visit')

    expect(next.questions).toHaveLength(1)
  })

  test('another customer in the same browser is another visit', async () => {
    const local = aStorageArea()
    for (const id of ['u_1', 'u_2']) {
      const page = aVisitedPage({
        local,
        options: onVisit,
        identify: { id, signature },
        collector: () => says(),
      })
      await page.happens('visit', {}, 'visit')
      expect(page.questions).toHaveLength(1)
    }
  })

  test('a trigger that was left with the collector asks, as it says', async () => {
    const waiting = [{ name: 'support', ref: 'T-77', at: noon - days(2), properties: { team: 'north' } }]
    const page = aVisitedPage({ options: onVisit, identify: customer, collector: () => says({ waiting }) })
    await page.happens('visit', {}, 'visit')

    expect(page.asked).toEqual(['support'])
    expect(page.waiting[0]).toMatchObject({
      trigger: {
        name: 'support',
        ref: 'T-77',
        source: 'collector',
        at: noon - days(2),
        properties: { team: 'north' },
      },
      due: noon + 2000,
    })
  })

  test('a trigger left about an order that was already asked about asks nobody', async () => {
    const local = aStorageArea()
    const before = aVisitedPage({ local, at: noon - days(100) })
    await before.happens('support', { ref: 'T-77' })
    const waiting = [{ name: 'support', ref: 'T-77', at: noon - days(2), properties: {} }]
    const page = aVisitedPage({
      local,
      options: onVisit,
      identify: customer,
      collector: () => says({ waiting }),
    })
    await page.happens('visit', {}, 'visit')

    expect([before.asked, page.asked]).toEqual([['support'], []])
  })
})

describe('a collector that', () => {
  const attempt = async (collector: About['collector'], collectorSilent: string) => {
    const options = { ...onTrigger, collectorTimeout: '0', collectorSilent }
    const page = aVisitedPage({ options, identify: customer, ...(collector && { collector }) })
    await page.happens('checkout')
    await page.settled()
    return { asked: page.asked, verdict: (await page.verdicts()).collector }
  }

  test.each<[string, About['collector']]>([
    ['never answers', undefined],
    ['answers nonsense', () => ({ text: 'Hello' })],
    ['answers something else', () => ({ text: '{}' })],
    ['fails', () => ({ ...says(), status: 500 })],
    ['refuses', () => ({ text: '{"error":"No."}', status: 422 })],
  ])('%s lets nobody be asked, unless the site wants it', async (_case, collector) => {
    expect(await attempt(collector, 'skip')).toEqual({ asked: [], verdict: { pass: false, found: 'silent' } })
    expect(await attempt(collector, 'ask')).toMatchObject({
      asked: ['checkout'],
      verdict: { pass: true, found: 'silent' },
    })
  })

  test('kept silent is asked again at the next trigger', async () => {
    let isBack = false
    const page = aVisitedPage({
      options: onTrigger,
      identify: customer,
      collector: () => (isBack ? says() : { text: '' }),
    })
    await page.happens('checkout')
    expect(page.asked).toEqual([])
    isBack = true
    await page.happens('support')

    expect(page.asked).toEqual(['support'])
  })
})

describe('a signature that cannot be valid is reported to the site, once', () => {
  test.each([
    ['is missing', null, null],
    ['cannot be read', 'v1.soon', 'v1.soon'],
    ['has expired', `v1.1000000000.${'a'.repeat(43)}`, '2001-09-09T01:46:40.000Z'],
  ])('it %s', async (words, signature, found) => {
    const identify = { id: 'u_1', signature }
    const page = aVisitedPage({ options: onTrigger, identify, collector: () => says() })
    await page.happens('checkout')
    await page.happens('support')

    expect(page.problems).toHaveLength(1)
    expect(page.problems[0]).toMatchObject({ code: 'signature', option: 'askCollector', found })
    expect(page.problems[0]?.message).toContain(words)
  })

  test('one that may be valid is not reported', async () => {
    const page = aVisitedPage({ options: onTrigger, identify: customer, collector: () => says() })
    await page.happens('checkout')

    expect(page.problems).toEqual([])
  })
})
