import { describe, expect, test } from 'vitest'
import { createCookieStorage } from '../../src/history/cookie-storage.ts'
import {
  emptyHistory,
  parseHistory,
  recordAsked,
  recordOutcome,
  rememberRef,
  serializeHistory,
} from '../../src/history/history.ts'
import { aStorageArea } from '../doubles/storage-area.ts'
import { aSurvey, noon, someSettings } from '../eligibility/situations.ts'
import { aBrowser } from './a-jar.ts'

const key = 'howlikely:main:history'
const settings = someSettings({ surveys: [aSurvey(), aSurvey({ id: 'support', triggers: ['support'] })] })

/** Opened as the decision opens it: tried with a key that is removed at once. */
function open(jar: ReturnType<ReturnType<typeof aBrowser>['at']>, local = aStorageArea()) {
  const area = createCookieStorage(local, jar, settings)
  const isWritable = area.set(`${key}?`, '1')
  area.remove(`${key}?`)
  return {
    local,
    isWritable,
    read: () => parseHistory(area.get(key)),
    save: (history: typeof emptyHistory) => area.set(key, serializeHistory(history)),
    forget: () => area.remove(key),
  }
}

const asked = recordAsked(emptyHistory, 'checkout', noon)
const dismissed = recordOutcome(asked, 'checkout', 'dismissed', noon + 5000)

describe('a history in a cookie', () => {
  test('is shared by the hosts of one site', () => {
    const browser = aBrowser()
    open(browser.at('www.shop.example')).save(dismissed)

    expect(open(browser.at('help.shop.example')).read()).toMatchObject({ askings: dismissed.askings })
    expect(open(browser.at('shop.example')).read()).toMatchObject({ askings: dismissed.askings })
  })

  test('is unknown to another site', () => {
    const browser = aBrowser()
    open(browser.at('www.shop.example')).save(dismissed)

    expect(open(browser.at('www.other.example')).read()).toEqual(emptyHistory)
  })

  test.each([
    ['www.shop.example', 'shop.example'],
    ['a.b.c.shop.example', 'shop.example'],
    ['www.shop.co.example', 'shop.co.example'],
    ['shop.example', 'shop.example'],
  ])('of %s is kept on %s', (host, domain) => {
    const browser = aBrowser()
    open(browser.at(host)).save(asked)

    expect(browser.cookies()).toMatchObject([{ name: 'howlikely_main', domain, hostOnly: false }])
  })

  test.each(['127.0.0.1', '[::1]', 'localhost'])('of %s is kept on the host alone', host => {
    const browser = aBrowser(['localhost'])
    open(browser.at(host, { isSecure: false })).save(asked)

    expect(browser.cookies()).toMatchObject([{ domain: host, hostOnly: true }])
  })

  test('lives for 400 days on every path, and goes along with no request of another site', () => {
    const browser = aBrowser()
    open(browser.at('shop.example')).save(asked)

    expect(browser.cookies()[0]?.attributes).toEqual([
      'Path=/',
      'Max-Age=34560000',
      'SameSite=Lax',
      'Domain=shop.example',
      'Secure',
    ])
  })

  test('is not marked secure if the page is not', () => {
    const browser = aBrowser()
    open(browser.at('shop.example', { isSecure: false })).save(asked)

    expect(browser.cookies()[0]?.attributes).not.toContain('Secure')
  })

  test('says nothing of orders, seed and visit, which stay in local storage', () => {
    const browser = aBrowser()
    const here = open(browser.at('shop.example'))
    const trigger = { name: 'checkout', ref: 'A-1' }
    const history = { ...rememberRef(dismissed, 'main', trigger), seed: 123456789, visit: 7 }
    here.save(history)

    expect(here.read()).toEqual(history)
    expect(open(browser.at('www.shop.example')).read()).toMatchObject({ refs: [], seed: null, visit: null })
    expect(browser.cookies()[0]?.value).not.toContain((123456789).toString(36))
  })

  test('is not there before the first asking', () => {
    const browser = aBrowser()
    const here = open(browser.at('www.shop.example'))

    expect(here).toMatchObject({ isWritable: true })
    expect(browser.cookies()).toEqual([])
    expect(here.local.keys()).toEqual([])
  })

  test('is rewritten when the visitor comes back, so that its 400 days begin again', () => {
    const browser = aBrowser()
    open(browser.at('www.shop.example')).save(asked)
    const before = browser.cookies()[0]
    open(browser.at('help.shop.example'))

    expect(browser.cookies()).toEqual([before])
    expect(browser.cookies()[0]).not.toBe(before)
  })

  test('is erased on every domain', () => {
    const browser = aBrowser()
    const here = open(browser.at('www.shop.example'))
    here.save(asked)
    here.forget()

    expect(browser.cookies()).toEqual([])
    expect(here.local.keys()).toEqual([])
    expect(here.read()).toEqual(emptyHistory)
  })
})

describe('what is found in place of it', () => {
  const withCookie = (value: string) => {
    const browser = aBrowser()
    browser.at('shop.example').write(`howlikely_main=${value}; Max-Age=99; Domain=shop.example`)
    return open(browser.at('shop.example'))
  }

  test.each(['', 'yes', '1', '1.', '1....', '1..._', 'x'.repeat(4000), '%7B%22v%22%3A1%7D'])(
    'cannot be read: %j',
    value => {
      expect(withCookie(value).read()).toMatchObject({ askings: [{ outcome: 'lost' }] })
    },
  )

  test('is not readable if one character was changed', () => {
    const browser = aBrowser()
    open(browser.at('shop.example')).save(dismissed)
    const value = browser.cookies()[0]?.value ?? ''

    for (const [place, character] of [...value].entries()) {
      if (!place) continue
      const other = character === '0' ? '1' : '0'
      const changed = value.slice(0, place) + other + value.slice(place + 1)
      // Null: it looks like one of version 10.
      expect([null, 'lost'], changed).toContain(withCookie(changed).read()?.askings.at(-1)?.outcome ?? null)
    }
    expect(withCookie(value).read()).toEqual(dismissed)
  })

  test('was written by a newer version, and is left alone', () => {
    expect(withCookie('2.anything').read()).toBeNull()
    expect(withCookie('10').read()).toBeNull()
  })

  test('is mended by what is known in local storage', () => {
    const browser = aBrowser()
    const here = open(browser.at('shop.example'))
    here.save(rememberRef(dismissed, 'main', { name: 'checkout', ref: 'A-1' }))
    browser.at('shop.example').write('howlikely_main=spoilt; Max-Age=99; Domain=shop.example')

    expect(here.read()).toMatchObject({ askings: [{ outcome: 'lost' }], refs: [expect.any(Number)] })
  })
})

test('a site that kept its history in local storage until now continues with it', () => {
  const browser = aBrowser()
  const local = aStorageArea()
  local.set(key, serializeHistory(dismissed))
  const here = open(browser.at('www.shop.example'), local)
  expect(here.read()).toEqual(dismissed)

  const next = recordAsked(here.read() ?? emptyHistory, 'support', noon + 9e9)
  here.save(next)

  expect(open(browser.at('shop.example')).read()).toMatchObject({ askings: next.askings })
})

test('what the host knew and what the domain knows are one', () => {
  const browser = aBrowser()
  const local = aStorageArea()
  local.set(key, serializeHistory(dismissed))
  open(browser.at('shop.example')).save(recordAsked(emptyHistory, 'support', noon - 1000))

  expect(
    open(browser.at('www.shop.example'), local)
      .read()
      ?.askings.map(({ survey }) => survey),
  ).toEqual(['support', 'checkout'])
})

test('a cookie of the host alone, from before, is taken over by the domain’s', () => {
  const browser = aBrowser()
  browser.at('www.shop.example').write('other=1; Max-Age=99')
  const before = aBrowser(['example', 'shop.example'])
  open(before.at('www.shop.example')).save(dismissed)
  browser.at('www.shop.example').write(`howlikely_main=${before.cookies()[0]?.value}; Max-Age=99`)
  const here = open(browser.at('www.shop.example'))
  here.save(here.read() ?? emptyHistory)

  expect(browser.cookies().filter(({ name }) => name === 'howlikely_main')).toMatchObject([
    { domain: 'shop.example', hostOnly: false },
  ])
  expect(here.read()).toEqual(dismissed)
})

test.each([
  ['cookies are blocked', aBrowser().at('shop.example', { isBlocked: true }), aStorageArea()],
  ['local storage is blocked', aBrowser().at('shop.example'), { ...aStorageArea(), set: () => false }],
  [
    'reading cookies throws',
    {
      host: 'shop.example',
      isSecure: true,
      read() {
        throw new DOMException('sandboxed', 'SecurityError')
      },
      write() {
        throw new DOMException('sandboxed', 'SecurityError')
      },
    },
    aStorageArea(),
  ],
])('nothing can be kept where %s', (_why, jar, local) => {
  const here = open(jar, local)

  expect(here.isWritable).toBe(false)
  expect(here.save(asked)).toBe(false)
})
