import { describe, expect, test } from 'vitest'
import { days, minutes } from '../eligibility/situations.ts'
import { aBrowser, shops, writes } from './a-browser.ts'

const order = { ref: 'A-1', value: 9.5, currency: 'EUR' }
const noWaits = { waitBetween: '0', waitAfterIgnored: '0', waitAfterDismissal: '0', waitAfterAnswer: '0' }
const wakeAt = 'howlikely:main:wakeAt'

describe.each(shops)('in a %s shop, what a second report adds', shop => {
  test('goes along to the next page, and the order asks once', async () => {
    const browser = aBrowser({ options: { ...noWaits, delay: '1m' } })
    const tab = browser.tab(shop)
    await tab.go('/thank-you')
    await tab.happens('checkout')
    await tab.happens('checkout', order)
    await tab.go('/shelf')
    await browser.pass(minutes(2))
    expect(tab.card().trigger).toMatchObject(order)
    tab.card().events.closed()

    await tab.happens('checkout', order)
    await browser.pass(minutes(2))
    expect(tab.open()).toBeNull()
  })

  test('of another survey is not mixed in', async () => {
    const browser = aBrowser({ options: { ...noWaits, delay: '1m' } })
    const tab = browser.tab(shop)
    await tab.go('/thank-you')
    await tab.happens('checkout', order)
    await tab.happens('support', { ref: 'T-1' })
    await tab.go('/shelf')
    await browser.pass(minutes(2))

    expect(tab.card().trigger).toMatchObject(order)
  })
})

describe('an answer that was not accepted', () => {
  const unaccepted = async () => {
    let status = 503
    const surveys = [
      { id: 'checkout', trigger: 'checkout', delay: '0s' },
      { id: 'later', trigger: 'support', after: '7d' },
    ]
    const browser = aBrowser({
      options: { ...noWaits, surveys },
      answer: () => new Response(null, { status }),
    })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.happens('checkout', order)
    await browser.pass(minutes(1))
    writes(tab, 9, 'Fast')
    await tab.card().events.send({
      score: 9,
      reason: 'Fast',
      answers: {},
      contact: { allowed: false, email: '' },
    })
    return {
      browser,
      tab,
      accept() {
        status = 204
      },
    }
  }

  test('is looked after as soon as before, though a survey begins to wait for a later day', async () => {
    const { browser, tab } = await unaccepted()
    const before = Number(browser.local.get(wakeAt))
    expect(before).toBeGreaterThan(0)
    await tab.happens('support')

    expect(browser.local.get('howlikely:main:waiting')).toContain('later')
    expect(Number(browser.local.get(wakeAt))).toBe(before)
  })

  test('and the survey that waits is looked after once the answer is there', async () => {
    const { browser, tab, accept } = await unaccepted()
    await tab.happens('support')
    accept()
    await browser.pass(minutes(10))
    await tab.go('/shelf')
    await browser.pass(minutes(10))

    expect(browser.sent.at(-1)).toMatchObject({ state: 'answered', score: 9 })
    expect(browser.local.get(wakeAt)).not.toBeNull()
    await browser.pass(days(7))
    await tab.go('/basket')
    await browser.pass(minutes(1))
    expect(tab.open()).toBe('later')
  })
})
