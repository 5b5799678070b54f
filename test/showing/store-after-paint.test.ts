import { describe, expect, test } from 'vitest'
import { type ABrowser, type ATab, aBrowser, choose } from './a-browser.ts'

async function asked(options: Record<string, unknown> = {}) {
  const browser = aBrowser({ options: { delay: '0s', ...options } })
  const tab = browser.tab()
  await tab.go('/thank-you')
  await tab.happens('checkout', { ref: 'A-1' })
  await browser.pass(0)
  return { browser, tab, id: tab.card().id }
}

const draftOf = ({ session }: ATab) => JSON.parse(session.get('howlikely:main:draft') ?? 'null')
const scoreInTab = ({ session }: ATab) =>
  JSON.parse(session.get('howlikely:main:open') ?? 'null')?.record.score
const scoreInOutbox = ({ local }: ABrowser, id: string) =>
  JSON.parse(local.get(`howlikely:main:out:${id}`) ?? 'null')?.record.score

describe('a score that was chosen', () => {
  test('is stored right after it is painted, and not before', async () => {
    const { browser, tab, id } = await asked()
    choose(tab, 9, 'Fast delivery')
    expect([scoreInTab(tab), scoreInOutbox(browser, id), draftOf(tab)]).toEqual([null, undefined, null])

    tab.paint()
    expect([scoreInTab(tab), scoreInOutbox(browser, id)]).toEqual([9, 9])
    expect(draftOf(tab)).toMatchObject({ score: 9, reason: 'Fast delivery' })
  })

  test('and changed before the paint is stored as it was chosen last', async () => {
    const { browser, tab, id } = await asked()
    choose(tab, 3)
    choose(tab, 9)
    tab.paint()

    expect([scoreInTab(tab), scoreInOutbox(browser, id), draftOf(tab).score]).toEqual([9, 9, 9])
  })

  test.each<[string, (tab: ATab) => Promise<void>]>([
    ['the page is hidden', tab => tab.disturb('hidden', 'visibilitychange')],
    ['the page is left', tab => tab.leave()],
    ['the page goes into the cache of pages', tab => tab.fire('pagehide')],
    ['the visitor goes on to the next page', tab => tab.go('/shelf')],
  ])('is stored at once, and sent, where %s before it is painted', async (_case, act) => {
    const { browser, tab, id } = await asked()
    choose(tab, 9, 'Fast delivery')
    await act(tab)

    expect(draftOf(tab)).toMatchObject({ score: 9, reason: 'Fast delivery' })
    expect(scoreInTab(tab)).toBe(9)
    expect(browser.sent).toMatchObject([{ id, state: 'scored', score: 9, reason: null }])
  })

  test('counts if the survey is closed before it is painted', async () => {
    const { browser, tab, id } = await asked()
    choose(tab, 9)
    tab.card().events.closed()
    await browser.pass(0)

    expect(browser.sent).toMatchObject([{ id, state: 'scored', endedBy: 'closed', score: 9 }])
    expect(tab.session.keys()).toEqual([])
  })

  test('is in what is sent with Send before it is painted, and nothing of it is stored afterwards', async () => {
    const { browser, tab, id } = await asked()
    choose(tab, 9)
    const contact = { allowed: false, email: '' }
    await tab.card().events.send({ score: 9, reason: '', answers: {}, contact })
    await browser.pass(0)

    expect(browser.sent).toMatchObject([{ id, state: 'answered', score: 9 }])
    expect([tab.session.keys(), scoreInOutbox(browser, id)]).toEqual([[], undefined])
  })

  test('is lost with a page that crashes before it is painted, and the asking is not', async () => {
    const { browser, tab } = await asked()
    choose(tab, 9)
    tab.crash()
    await tab.go()
    await browser.pass(2000)

    expect(tab.card().draft).toBeNull()
    expect(browser.sent).toEqual([])
  })
})
