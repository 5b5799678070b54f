import { describe, expect, test } from 'vitest'
import { days, minutes } from '../eligibility/situations.ts'
import { aBrowser, shops } from './a-browser.ts'

const seconds = (count: number) => count * 1000

/** How long events take to settle, as in a page. */
const aMoment = 50

describe.each(shops)('in a %s shop, a trigger', shop => {
  const aTab = (options: Record<string, unknown> = {}, languages = ['en']) => {
    const browser = aBrowser({ options, languages })
    const tab = browser.tab(shop)
    const buy = async (details: object = { ref: 'A-1' }) => tab.happens('checkout', details)
    return { browser, tab, buy, pass: browser.pass }
  }

  test('asks at the end of its delay, and not a millisecond before', async () => {
    const { tab, buy, pass } = aTab({ delay: '5s' })
    await tab.go('/thank-you')
    await buy()
    await pass(seconds(5) - 1)
    expect(tab.open()).toBeNull()

    await pass(1)
    expect(tab.open()).toBe('checkout')
  })

  test('lets the words of its language load during the delay; with a later day, only on that day', async () => {
    const now = aTab({ delay: '5s' }, ['de'])
    await now.tab.go('/thank-you')
    await now.buy()
    expect([now.tab.wordLoads(), now.tab.open()]).toEqual([['de'], null])

    const later = aTab({ after: '7d' }, ['de'])
    await later.tab.go('/thank-you')
    await later.buy()
    expect(later.tab.wordLoads()).toEqual([])
    await later.pass(days(7))
    expect([later.tab.wordLoads(), later.tab.open()]).toEqual([['de'], 'checkout'])
  })

  test.each([
    ['hidden', 'visibilitychange'],
    ['typing', 'focusout'],
    ['modal', 'close'],
  ] as const)('waits while the moment is bad (%s), and asks once it is good', async (moment, event) => {
    const { tab, buy, pass } = aTab()
    await tab.go('/thank-you')
    await buy()
    await tab.disturb(moment)
    await pass(minutes(5))
    expect(tab.open()).toBeNull()
    expect(await tab.waits()).toEqual({ moment, triggers: ['checkout'] })

    await tab.disturb(null, event)
    await pass(aMoment)
    expect(tab.open()).toBe('checkout')
  })

  test('waits while the page is printed, and asks afterwards', async () => {
    const { tab, buy, pass } = aTab()
    await tab.go('/thank-you')
    await buy()
    await tab.fire('beforeprint')
    await pass(minutes(1))
    await tab.fire('click')
    await pass(aMoment)
    expect(tab.open()).toBeNull()

    await tab.fire('afterprint')
    await pass(aMoment)
    expect(tab.open()).toBe('checkout')
  })

  test('whose visitor begins to type while the card is on its way waits all the same', async () => {
    const { tab, buy, pass } = aTab()
    await tab.go('/thank-you')
    await buy()
    // The delay is over, and the right to show is still to be had.
    const passing = pass(seconds(2))
    await tab.disturb('typing')
    await passing
    expect(tab.open()).toBeNull()

    await tab.disturb(null)
    await pass(aMoment)
    expect(tab.open()).toBe('checkout')
  })

  test('on a page that `never` names asks on the next one that it does not name', async () => {
    const { tab, buy, pass } = aTab({ never: ['/payment*'] })
    await tab.go('/payment/card')
    await buy()
    await pass(minutes(1))
    await tab.go('/payment/done')
    await pass(minutes(1))
    expect(tab.open()).toBeNull()

    await tab.go('/thank-you')
    await pass(seconds(2))
    expect(tab.open()).toBe('checkout')
  })

  test('on such a page has it looked at by one, however often somebody asks what it waits for', async () => {
    const { tab, buy, pass } = aTab({ never: ['/payment*'] })
    await tab.go('/payment/card')
    await buy()
    await pass(minutes(1))
    for (let asked = 0; asked < 5; asked += 1)
      expect(await tab.waits()).toEqual({ moment: 'never', triggers: ['checkout'] })

    for (let clicked = 0; clicked < 30; clicked += 1) await tab.fire('click')
    await pass(minutes(1))
    expect(tab.watchers()).toBe(1)
  })

  test('that waits when the visitor comes to such a page waits there, and asks afterwards', async () => {
    const { tab, buy, pass } = aTab({ never: ['/payment*'], delay: '5s' })
    await tab.go('/basket')
    await buy()
    await tab.go('/payment')
    await pass(minutes(1))
    expect(tab.open()).toBeNull()

    await tab.go('/thank-you')
    await pass(seconds(5))
    expect(tab.open()).toBe('checkout')
  })

  test('is carried over to the next page', async () => {
    const { tab, buy, pass } = aTab({ delay: '5s' })
    await tab.go('/thank-you')
    await buy()
    await pass(seconds(1))
    await tab.go('/shelf')
    await pass(seconds(5))

    expect(tab.open()).toBe('checkout')
  })

  test('is judged again when it is to be shown: what another tab has asked meanwhile counts', async () => {
    const { browser, tab, buy, pass } = aTab()
    const other = browser.tab()
    await other.go('/help')
    await tab.go('/thank-you')
    await buy()
    await tab.disturb('typing')
    await other.happens('support')
    await pass(seconds(2))
    expect(other.open()).toBe('support')
    other.card().events.closed()
    await tab.disturb(null)
    await pass(aMoment)

    expect(tab.open()).toBeNull()
  })

  test('is dropped by what `cancelOn` names, and by nothing else', async () => {
    const surveys = [{ id: 'checkout', trigger: 'checkout', cancelOn: ['refund'] }]
    const cancelled = aTab({ surveys })
    await cancelled.tab.go('/thank-you')
    await cancelled.buy()
    await cancelled.tab.happens('refund')
    await cancelled.pass(seconds(2))
    expect(cancelled.tab.open()).toBeNull()

    const kept = aTab({ surveys })
    await kept.tab.go('/thank-you')
    await kept.buy()
    await kept.tab.happens('upgrade')
    await kept.pass(seconds(2))
    expect(kept.tab.open()).toBe('checkout')
  })

  test.each([
    ['within the time that `carryOver` leaves', days(21), 'checkout'],
    ['a millisecond too late', days(21) + 1, null],
  ])('for a later day asks on the first page after it, %s', async (_case, late, open) => {
    const { tab, buy, pass } = aTab({ after: '7d', carryOver: '3w' })
    await tab.go('/thank-you')
    await buy()
    await pass(days(7) - seconds(3))
    expect(tab.open()).toBeNull()
    await tab.go('/away')
    // Nobody is here while it becomes due.
    await tab.disturb('hidden')
    await pass(late + seconds(3))
    await tab.go()
    await pass(seconds(2))

    expect(tab.open()).toBe(open)
  })
})

describe('a trigger whose page goes away', () => {
  test.each([
    ['asks on a page at the end of `carryOver`', 0, 'checkout'],
    ['asks on none after it', 1, null],
  ])('%s, and a page in between gives it no more time', async (_case, late, open) => {
    const browser = aBrowser({ options: { delay: '2s', carryOver: '30m' } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.happens('checkout')
    await tab.go('/help')
    await tab.disturb('typing')
    await browser.pass(seconds(2) + minutes(20))
    await tab.go('/shelf')
    await tab.disturb('typing')
    await browser.pass(minutes(10) + late)
    expect(tab.open()).toBeNull()
    await tab.go('/basket')
    await browser.pass(seconds(2))

    expect(tab.open()).toBe(open)
  })

  test('asks on no other page if `carryOver` is 0', async () => {
    const browser = aBrowser({ options: { carryOver: '0' } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.happens('checkout')
    await tab.go('/shelf')
    await browser.pass(minutes(1))

    expect(tab.open()).toBeNull()
  })

  test('is dropped on the next one by what `cancelOn` names, though no survey waits for that', async () => {
    const surveys = [
      { id: 'checkout', trigger: 'checkout', after: '7d', carryOver: '3w', cancelOn: ['refund'] },
    ]
    const browser = aBrowser({ options: { surveys } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.happens('checkout')
    await tab.go('/orders')
    expect((await tab.waits()).triggers).toEqual(['checkout'])
    await tab.happens('refund')
    expect((await tab.waits()).triggers).toEqual([])
    await browser.pass(days(8))
    await tab.go('/shelf')
    await browser.pass(minutes(1))

    expect(tab.open()).toBeNull()
  })
})

describe('a language that the site names', () => {
  const ask = async (locale: string) => {
    const browser = aBrowser({
      options: { locale, delay: '0s', waitBetween: '0', waitAfterIgnored: '0', waitAfterDismissal: '0' },
    })
    const tab = browser.tab()
    await tab.go('/thank-you')
    const asked: string[] = []
    for (const ref of ['A-1', 'A-2']) {
      await tab.happens('checkout', { ref })
      await browser.pass(aMoment)
      asked.push(tab.card().locale)
      tab.card().events.closed()
    }
    return { asked, said: browser.said }
  }

  test('and the card does not speak gives way to the page’s, and that is said once', async () => {
    expect(await ask('tlh')).toEqual({
      asked: ['en', 'en'],
      said: ['the option locale is "tlh", which the card does not speak: it asks in "en".'],
    })
  })

  test.each(['auto', 'en', 'EN-gb', 'de-AT'])('as %s is spoken, and nothing is said', async locale => {
    expect((await ask(locale)).said).toEqual([])
  })
})
