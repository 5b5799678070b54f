import { describe, expect, test } from 'vitest'
import { aStorageArea } from '../doubles/storage-area.ts'
import { type ATab, aBrowser } from './a-browser.ts'

const seconds = (count: number) => count * 1000

/** Without waits, so that only the other tab can forbid asking. */
const options = { waitBetween: '0', waitAfterIgnored: '0', waitAfterDismissal: '0', delay: '0s' }

/** How long a lease takes to settle. */
const aMoment = 100

async function twoTabs(local = aStorageArea()) {
  const browser = aBrowser({ options, locks: 'none', local })
  const [first, second] = [browser.tab(), browser.tab()]
  await first.go('/')
  await second.go('/')
  return { ...browser, first, second, shown: () => [first, second].filter(tab => tab.open()).length }
}

const asks = async (tab: ATab, pass: (time: number) => Promise<void>, ref: string) => {
  await tab.happens('support', { ref })
  await pass(seconds(1))
  return tab.open()
}

describe('without locks, of two tabs', () => {
  test('in which the same happens at once, only one asks', async () => {
    const { first, second, pass, shown } = await twoTabs()
    await Promise.all([first.happens('support', { ref: 'T-1' }), second.happens('support', { ref: 'T-2' })])
    await pass(aMoment)

    expect(shown()).toBe(1)
  })

  test('that don’t know of each other’s lease yet one asks: the one that wrote last', async () => {
    const area = aStorageArea()
    let early = 2
    const { first, second, pass, shown } = await twoTabs({
      ...area,
      get: key => {
        if (!key.endsWith(':lease') || early === 0) return area.get(key)
        early -= 1
        return null
      },
    })
    await Promise.all([first.happens('support', { ref: 'T-1' }), second.happens('support', { ref: 'T-2' })])
    await pass(aMoment)

    expect([early, shown()]).toEqual([0, 1])
  })

  test('the second asks nobody while the first does, however long; and may once that is over', async () => {
    const { first, second, pass } = await twoTabs()
    expect(await asks(first, pass, 'T-1')).toBe('support')
    await pass(seconds(60))
    expect(await asks(second, pass, 'T-2')).toBeNull()
    first.card().events.closed()

    expect(await asks(second, pass, 'T-3')).toBe('support')
  })

  test('a crashed one stops the other from asking for ten seconds, and no longer', async () => {
    const { local, first, second, pass } = await twoTabs()
    expect(await asks(first, pass, 'T-1')).toBe('support')
    first.crash()
    expect(await asks(second, pass, 'T-2')).toBeNull()
    const [until = ''] = (local.get('howlikely:main:lease') ?? '').split('.')
    expect(Number(until)).toBeGreaterThan(0)
    await pass(seconds(10))

    expect(await asks(second, pass, 'T-3')).toBe('support')
  })

  test('one that went back into the cache of pages lets the other ask', async () => {
    const { first, second, pass } = await twoTabs()
    expect(await asks(first, pass, 'T-1')).toBe('support')
    await first.fire('pagehide')
    expect(await asks(second, pass, 'T-2')).toBe('support')
    // It comes back, and finds that it is no longer its turn.
    await first.fire('pageshow', { persisted: true })
    await pass(seconds(1))

    expect([first.open(), second.open()]).toEqual([null, 'support'])
  })

  test('one that slept for so long that the other asks takes its card away when it wakes', async () => {
    const { local, first, pass } = await twoTabs()
    expect(await asks(first, pass, 'T-1')).toBe('support')
    const now = Number((local.get('howlikely:main:lease') ?? '').split('.')[0]) - seconds(10)
    local.set('howlikely:main:lease', `${now + seconds(14)}.elsewhere`)
    await pass(seconds(5))

    expect(first.open()).toBeNull()
    expect(local.get('howlikely:main:lease')).toMatch(/elsewhere$/)
  })

  test('one whose lease was erased with everything that is stored keeps its card, and the other asks nobody', async () => {
    const { local, first, second, pass } = await twoTabs()
    expect(await asks(first, pass, 'T-1')).toBe('support')
    local.remove('howlikely:main:lease')
    await pass(seconds(5))

    expect([first.open(), await asks(second, pass, 'T-2')]).toEqual(['support', null])
  })

  test('a lease written by a wrong clock stops nobody from being asked', async () => {
    const { local, first, pass } = await twoTabs()
    local.set('howlikely:main:lease', `${Date.UTC(2036, 0, 1)}.elsewhere`)

    expect(await asks(first, pass, 'T-1')).toBe('support')
  })

  test('none asks if storage can’t be written', async () => {
    const area = aStorageArea()
    const { first, pass } = await twoTabs({
      ...area,
      set: (key, text) => !key.endsWith(':lease') && area.set(key, text),
    })

    expect(await asks(first, pass, 'T-1')).toBeNull()
  })
})
