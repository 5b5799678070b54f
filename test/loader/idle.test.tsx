import { describe, expect, test } from 'vitest'
import { be, put } from '../triggers/open-page.ts'
import { aLoader } from './a-loader.ts'

const order = { event: 'purchase', ecommerce: { transaction_id: 'A-1', value: 7, currency: 'EUR' } }
const counts = { surveys: [{ id: 'any', trigger: 'checkout', minVisits: 2 }] }

describe('before the browser is idle', () => {
  test('storage is not touched; afterwards it is', async () => {
    const { touched, settled, becomeIdle, local } = aLoader({ options: counts })
    await settled()
    expect(touched).toEqual([])

    await becomeIdle()
    expect(touched).toContain('howlikely:main:wakeAt')
    expect(local.get('howlikely:main:seen')).toMatch(/^\d+,1,1,\d+$/)
  })

  test('storage is not touched by a page that has loaded', async () => {
    const { touched, settled } = aLoader()
    dispatchEvent(new Event('load'))
    dispatchEvent(new PageTransitionEvent('pageshow'))
    await settled()

    expect(touched).toEqual([])
  })

  test.each<[string, Parameters<typeof aLoader>[0]]>([
    ['says who the visitor is', { calls: [['identify', { id: 'u_1' }]] }],
    ['gives consent', { calls: [['consent', true]] }],
    ['listens to events', { calls: [['on', 'answered', () => {}]] }],
  ])('storage is not touched by a page that %s', async (_case, about) => {
    const { touched, settled } = aLoader(about)
    await settled()

    expect(touched).toEqual([])
  })

  test.each<[string, Parameters<typeof aLoader>[0], () => void]>([
    ['by a command', { calls: [['trigger', 'checkout', { ref: 'A-1' }]] }, () => {}],
    ['on the tag', { attributes: { trigger: 'checkout', ref: 'A-1' } }, () => {}],
    ['on the data layer', {}, () => put({ dataLayer: [order] })],
  ])('a trigger %s is heard at once', async (_case, about, prepare) => {
    prepare()
    const { heard, touched, settled } = aLoader(about)
    await settled()

    expect(heard).toMatchObject([{ name: 'checkout' }])
    expect(touched).toContain('howlikely:main:quietUntil')
  })

  test('a chat that is on the page already is listened to, and no storage is touched for it', async () => {
    put({ Tawk_API: {} })
    const { sourcesFetches, touched, settled } = aLoader()
    await settled()

    expect(sourcesFetches()).toBe(1)
    expect(touched).toEqual([])
  })

  test('a page that is left has been seen all the same, and is counted once', async () => {
    const { local, becomeIdle } = aLoader({ options: counts })
    dispatchEvent(new PageTransitionEvent('pagehide'))
    const seen = local.get('howlikely:main:seen')
    await becomeIdle()

    expect(seen).toMatch(/^\d+,1,1,\d+$/)
    expect(local.get('howlikely:main:seen')).toBe(seen)
  })
})

test('a page on which nothing was counted learns that another tab has begun to count, once', async () => {
  const { local, command, becomeIdle } = aLoader()
  await becomeIdle()
  expect(local.get('howlikely:main:seen')).toBeNull()
  local.set('howlikely:main:seen', `1,4,2,${Date.now()}`)
  command('trigger', 'checkout', { ref: 'A-1' })
  command('trigger', 'checkout', { ref: 'A-2' })

  expect(local.get('howlikely:main:seen')).toMatch(/^1,4,3,\d+$/)
})

describe('a chat that comes late, without any event of the page', () => {
  test('is looked for when the visitor’s focus goes into its frame', async () => {
    const { sourcesFetches, becomeIdle, settled } = aLoader()
    await becomeIdle()
    put({ HubSpotConversations: {} })
    expect(sourcesFetches()).toBe(0)
    dispatchEvent(new Event('blur'))
    await settled()

    expect(sourcesFetches()).toBe(1)
  })

  test.each([
    ['an element', '<div id="analytics"></div><div id="zE"></div>'],
    ['a frame', '<iframe name="Beacon"></iframe><iframe name="zE"></iframe>'],
  ])('%s of its name is no chat', async (_case, html) => {
    be('/', { html })
    const { sourcesFetches, becomeIdle } = aLoader()
    await becomeIdle()

    expect(sourcesFetches()).toBe(0)
  })
})

describe('once the browser is idle', () => {
  test('things that came while the page was loading are looked for', async () => {
    const { sourcesFetches, becomeIdle } = aLoader()
    await becomeIdle()
    put({ zaraz: {} })
    dispatchEvent(new PageTransitionEvent('pageshow'))
    expect(sourcesFetches()).toBe(0)
    await becomeIdle()

    expect(sourcesFetches()).toBe(1)
  })

  test('a visit that a survey waits for is heard', async () => {
    const { heard, becomeIdle } = aLoader({ options: { surveys: [{ id: 'any', trigger: 'visit' }] } })
    expect(heard).toEqual([])
    await becomeIdle()

    expect(heard).toMatchObject([{ name: 'visit', source: 'visit' }])
  })

  test('a visit that nobody awaits takes no trigger’s place', async () => {
    const { heard, becomeIdle, settled } = aLoader({ attributes: { trigger: 'checkout', ref: 'A-1' } })
    await settled()
    await becomeIdle()

    expect(heard).toMatchObject([{ name: 'checkout' }])
  })

  test.each<[string, Parameters<typeof aLoader>[0], number]>([
    ['an open survey is resumed', { keptInTab: { open: '{}' } }, 1],
    ['something that is due is resumed', { kept: { wakeAt: '1' } }, 1],
    ['something that is due later is not', { kept: { wakeAt: `${Date.now() + 60_000}` } }, 0],
    ['nothing is not', {}, 0],
  ])('what an earlier page left: %s', async (_case, about, count) => {
    const { askingFetches, becomeIdle, settled } = aLoader(about)
    await settled()
    expect(askingFetches()).toBe(0)
    await becomeIdle()

    expect(askingFetches()).toBe(count)
  })

  test('a frame of another origin that has a vendor’s name is no vendor', async () => {
    be('/')
    Object.defineProperty(window, 'zE', {
      configurable: true,
      get() {
        throw new DOMException('Blocked a frame.', 'SecurityError')
      },
    })
    const { becomeIdle } = aLoader()

    await expect(becomeIdle()).resolves.toBeUndefined()
    Reflect.deleteProperty(window, 'zE')
  })
})
