import { describe, expect, test } from 'vitest'
import { parseHistory } from '../../src/history/history.ts'
import { minutes } from '../eligibility/situations.ts'
import { type ABrowser, aBrowser, choose, shops, writes } from './a-browser.ts'

const noWaits = { waitBetween: '0', waitAfterIgnored: '0', waitAfterDismissal: '0', waitAfterAnswer: '0' }

const outcomes = ({ local }: ABrowser) =>
  (parseHistory(local.get('howlikely:main:history'))?.askings ?? []).map(({ outcome }) => outcome)

async function asked(options: Record<string, unknown> = {}, shop: (typeof shops)[number] = 'single-page') {
  const browser = aBrowser({ options: { delay: '0s', ...options } })
  const tab = browser.tab(shop)
  await tab.go('/thank-you')
  await tab.happens('checkout', { ref: 'A-1' })
  await browser.pass(0)
  return { browser, tab, id: tab.card().id }
}

describe('an open card', () => {
  test.each(['modal', 'fullscreen'] as const)(
    'steps aside for what comes after it (%s), and comes back as it was',
    async what => {
      const { browser, tab, id } = await asked()
      writes(tab, 9, 'Fast')
      await tab.disturb(what)
      await tab.look()
      expect(tab.open()).toBeNull()
      await browser.pass(minutes(1))
      expect(tab.open()).toBeNull()

      await tab.disturb(null)
      await tab.look()
      expect(tab.card().id).toBe(id)
      expect(browser.sent).toEqual([])
    },
  )

  test('comes back only when nobody types where a dialog has been', async () => {
    const { tab } = await asked()
    await tab.disturb('modal')
    await tab.look()
    await tab.disturb('typing')
    await tab.look()
    expect(tab.open()).toBeNull()

    await tab.disturb(null)
    await tab.look()
    expect(tab.open()).toBe('checkout')
  })

  test.each(['typing', 'hidden'] as const)('stays if the visitor is busy next to it (%s)', async what => {
    const { tab } = await asked()
    await tab.disturb(what)
    await tab.look()

    expect(tab.open()).toBe('checkout')
  })

  test('steps aside for what the option `wait` names', async () => {
    const { tab } = await asked({ wait: '.cookies' })
    tab.shows('.cookies')
    await tab.look()
    expect(tab.open()).toBeNull()

    tab.shows()
    await tab.look()
    expect(tab.open()).toBe('checkout')
  })

  test('is not on the pages that `never` names, and goes on on the next one', async () => {
    const { tab, id } = await asked({ never: ['/checkout*'] })
    await tab.go('/checkout/payment')
    expect(tab.open()).toBeNull()
    // Typing there doesn't bring it back.
    await tab.disturb('typing')
    await tab.look()
    expect(tab.open()).toBeNull()

    await tab.disturb(null)
    await tab.go('/thank-you')
    expect(tab.card().id).toBe(id)
  })

  test('that the visitor has opened from a dialog stays over it, and steps aside for the next', async () => {
    const browser = aBrowser({ options: { delay: '0s' } })
    const tab = browser.tab()
    await tab.go('/')
    await tab.disturb('modal')
    await tab.command('show', 'checkout')
    await browser.pass(0)
    await tab.look()
    expect(tab.open()).toBe('checkout')
    await tab.disturb(null)
    await tab.look()
    expect(tab.open()).toBe('checkout')

    await tab.disturb('modal')
    await tab.look()
    expect(tab.open()).toBeNull()
  })

  test('that is closed while it is aside has ended', async () => {
    const { browser, tab } = await asked()
    await tab.disturb('modal')
    await tab.look()
    await tab.command('close')
    await tab.disturb(null)
    await tab.look()

    expect([tab.open(), outcomes(browser)]).toEqual([null, ['ignored']])
  })

  test('is looked after by one, and by nobody once it is closed', async () => {
    const { tab } = await asked()
    expect(tab.watchers()).toBe(1)
    tab.card().events.closed()
    await tab.look()

    expect(tab.watchers()).toBe(0)
  })
})

describe('a card that the page takes out', () => {
  test('is put back', async () => {
    const { tab, id } = await asked()
    for (let times = 0; times < 10; times += 1) {
      tab.takeOut()
      await tab.look()
      expect(tab.card().id).toBe(id)
      await tab.look()
    }
  })

  test('and draws again a while later is not given up because of clicks and a focus that moves meanwhile', async () => {
    const { browser, tab, id } = await asked()
    const events = ['click', 'focusout', 'focusin', 'keyup', 'click', 'focusout', 'focusin']
    tab.takeOut({ forGood: true })
    await tab.look()
    for (const event of events) await tab.fire(event)
    await browser.pass(50)
    expect(browser.sent).toEqual([])
    expect(outcomes(browser)).toEqual(['open'])

    tab.takeOut()
    await tab.look()
    expect(tab.card().id).toBe(id)
  })

  test('again and again ends it soon, with what was chosen, and another tab may ask', async () => {
    const { browser, tab, id } = await asked(noWaits)
    const other = browser.tab()
    await other.go('/help')
    writes(tab, 9, 'Fast')
    tab.takeOut({ forGood: true })
    for (let looks = 0; looks < 4; looks += 1) await tab.look()
    expect(browser.sent.at(-1)).toMatchObject({
      id,
      state: 'scored',
      score: 9,
      reason: null,
      endedBy: 'site',
    })
    expect(tab.session.keys()).toEqual([])

    await other.happens('support')
    await browser.pass(0)
    expect(other.open()).toBe('support')
  })
})

describe.each(shops)('in a %s shop, a survey that goes on after a reload', shop => {
  test.each([
    ['a dialog is open', 'modal'],
    ['somebody types', 'typing'],
  ] as const)('waits while %s', async (_when, what) => {
    const { browser, tab, id } = await asked({}, shop)
    writes(tab, 9, 'Fast')
    await tab.go('/thank-you', what)
    await browser.pass(minutes(1))
    expect(tab.open()).toBeNull()

    await tab.disturb(null)
    await tab.look()
    expect(tab.card()).toMatchObject({ id, draft: { score: 9, reason: 'Fast' } })
  })

  test('waits on a page that `never` names, and goes on on the next one', async () => {
    const { browser, tab, id } = await asked({ never: ['/checkout*'] }, shop)
    await tab.go('/checkout/payment')
    await tab.go('/checkout/payment')
    await browser.pass(minutes(1))
    expect(tab.open()).toBeNull()

    await tab.go('/thank-you')
    await browser.pass(minutes(1))
    expect(tab.card().id).toBe(id)
  })
})

describe('a due survey', () => {
  test('is asked though nothing announces that the moment is good', async () => {
    const browser = aBrowser({ options: { delay: '0s' } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.disturb('modal')
    await tab.happens('checkout')
    await browser.pass(minutes(1))
    expect([tab.open(), tab.watchers()]).toEqual([null, 1])

    await tab.disturb(null, 'nothing')
    await tab.look()
    await browser.pass(0)
    expect(tab.open()).toBe('checkout')
  })

  test('is not looked after before it is due', async () => {
    const browser = aBrowser({ options: { delay: '5s' } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.happens('checkout')

    expect(tab.watchers()).toBe(0)
  })

  test.each([
    ['waits while something is seen that `wait` names', '.cookies', ['.cookies'], 'asking'],
    ['does not wait while nothing of the kind is seen', '.cookies', ['.other'], null],
    ['waits for its own, not for the site’s', '.other', ['.other'], null],
  ])('%s', async (_what, wait, seen, moment) => {
    const surveys = [{ id: 'checkout', trigger: 'checkout', wait: '.cookies' }]
    const browser = aBrowser({ options: { delay: '0s', wait, surveys } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    tab.shows(...seen)
    await tab.happens('checkout')
    await browser.pass(0)
    expect(tab.open()).toBe(moment ? null : 'checkout')
    expect((await tab.waits()).moment).toBe(moment)

    tab.shows()
    await tab.look()
    await browser.pass(0)
    expect(tab.open()).toBe('checkout')
  })

  test('waits for good if `wait` is no selector, which is reported once', async () => {
    const browser = aBrowser({ options: { delay: '0s', wait: 'div[' } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    tab.shows('no selector: div[')
    await tab.happens('checkout')
    await browser.pass(0)
    await tab.look()

    expect([tab.open(), browser.said]).toEqual([
      null,
      ['the option wait is "div[", which is no selector: the survey waits for good.'],
    ])
  })
})

describe('a page that comes back from the cache of pages', () => {
  const away = async (options: Record<string, unknown> = {}) => {
    const found = await asked(options)
    await found.tab.fire('pagehide')
    return found
  }
  const comeBack = async ({ browser, tab }: Awaited<ReturnType<typeof away>>) => {
    await tab.fire('pageshow', { persisted: true })
    await browser.pass(minutes(1))
  }

  test('shows no survey that another page of the tab has ended', async () => {
    const page = await away()
    for (const key of page.tab.session.keys()) page.tab.session.remove(key)
    await comeBack(page)

    expect([page.tab.open(), outcomes(page.browser), page.browser.sent]).toEqual([null, ['open'], []])
  })

  test('nor one if another page of the tab has opened another', async () => {
    const page = await away()
    const kept = `${page.tab.session.get('howlikely:main:open')}`.replaceAll(page.id, 'another')
    page.tab.session.set('howlikely:main:open', kept)
    await comeBack(page)

    expect(page.tab.open()).toBeNull()
  })

  test('shows what was given on another page of the tab', async () => {
    const page = await away()
    const draft = { score: 4, reason: 'Late', answers: {}, contact: { allowed: false, email: '' } }
    page.tab.session.set('howlikely:main:draft', JSON.stringify(draft))
    await comeBack(page)

    expect(page.tab.card()).toMatchObject({ id: page.id, draft })
  })

  test('shows what was given in it before it had the right to show again, even if that was not painted yet', async () => {
    const page = await away()
    choose(page.tab, 9, 'Fast')
    await comeBack(page)

    expect(page.tab.card()).toMatchObject({ id: page.id, draft: { score: 9, reason: 'Fast' } })
  })

  test('does not ask about what another page has asked about', async () => {
    const browser = aBrowser({ options: { ...noWaits, delay: '0s' } })
    const tab = browser.tab()
    await tab.go('/thank-you')
    await tab.disturb('modal')
    await tab.happens('checkout')
    await browser.pass(0)
    await tab.fire('pagehide')
    browser.local.remove('howlikely:main:waiting')
    await tab.disturb(null, 'nothing')
    await tab.fire('pageshow', { persisted: true })
    await tab.look()
    await browser.pass(minutes(1))

    expect(tab.open()).toBeNull()
  })
})

test('a card that cannot be shown keeps no tab of the site from showing one', async () => {
  const browser = aBrowser({ options: { delay: '0s', ...noWaits } })
  const [broken, whole] = [browser.tab(), browser.tab()]
  await broken.go('/thank-you')
  await whole.go('/thank-you')
  broken.breakCard()
  await broken.happens('checkout', { ref: 'A-1' })
  await browser.pass(0)
  expect(broken.open()).toBeNull()

  await whole.happens('checkout', { ref: 'A-2' })
  await browser.pass(0)
  expect(whole.open()).toBe('checkout')
})
