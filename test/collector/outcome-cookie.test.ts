import { describe, expect, test } from 'vitest'
import { aResponse } from './a-response.ts'
import { now, responseRequest, testCollector } from './test-collector.ts'

const own = { origin: 'http://collector', host: 'collector' }
const seconds = Math.floor(Date.parse('2026-05-01T12:00:10.000Z') / 1000).toString(36)

async function cookieAfter(
  record: object,
  headers: Record<string, string>,
  cookieDomain: string | null = null,
): Promise<string | null> {
  const { collector } = await testCollector({ cookieDomain })
  return (await collector.fetch(responseRequest(record, headers))).headers.get('set-cookie')
}

const valueIn = (cookie: string | null) => /^howlikely_main_s=([^;]*)/.exec(cookie ?? '')?.[1]

describe('an answer from a page of the collector’s own origin', () => {
  test('is remembered by a cookie that scripts can read, for 400 days', async () => {
    expect(await cookieAfter(aResponse(), own)).toBe(
      `howlikely_main_s=1.checkout~a~${seconds}; Max-Age=34560000; Path=/; SameSite=Lax`,
    )
  })

  test('is never stored in a cookie without Secure if the page is on TLS', async () => {
    expect(await cookieAfter(aResponse(), { ...own, 'x-forwarded-proto': 'https' })).toMatch(/; Secure$/)
  })

  test('has the site’s name in the cookie’s', async () => {
    expect(await cookieAfter(aResponse({ site: 'shop-2' }), own)).toMatch(/^howlikely_shop-2_s=/)
  })

  test.each([
    ['answered', {}, 'a'],
    ['scored and closed', { state: 'scored', endedBy: 'closed' }, 'a'],
    ['dismissed', { state: 'dismissed', endedBy: 'closed', score: null }, 'd'],
    ['dismissed for good', { state: 'dismissed', endedBy: 'opted-out', score: null }, 'o'],
    ['scored, and then for good', { state: 'scored', endedBy: 'opted-out' }, 'o'],
    ['left alone', { state: 'asked', endedBy: 'left', score: null }, 'i'],
  ] as const)('%s', async (_case, changes, letter) => {
    expect(valueIn(await cookieAfter(aResponse(changes), own))).toBe(`1.checkout~${letter}~${seconds}`)
  })

  test('is added to earlier outcomes, and replaces the same survey’s', async () => {
    const cookie = 'a=b; howlikely_main_s=1.checkout~d~100.support~o~200; howlikely_other_s=1.x~a~1'

    expect(valueIn(await cookieAfter(aResponse(), { ...own, cookie }))).toBe(
      `1.checkout~a~${seconds}.support~o~200`,
    )
  })

  test('that comes late does not hide a later outcome', async () => {
    const later = (Math.floor(now / 1000) + 60).toString(36)
    const cookie = `howlikely_main_s=1.checkout~d~${later}`

    expect(valueIn(await cookieAfter(aResponse(), { ...own, cookie }))).toBe(`1.checkout~d~${later}`)
  })

  test('sets no cookie if it is refused', async () => {
    expect(await cookieAfter(aResponse({ score: 11 }), own)).toBeNull()
  })
})

describe('no cookie is set', () => {
  test.each<[string, Record<string, string>, string | null]>([
    ['for a page of another site', { origin: 'https://shop.example', host: 'collector' }, null],
    [
      'for a page of another site, though a domain is named',
      { origin: 'https://shop.example', host: 'collector' },
      'answers.example',
    ],
    ['for a page that does not say where it is', { host: 'collector' }, null],
    ['for a page that hides where it is', { origin: 'null', host: 'collector' }, null],
    [
      'for a sub-domain, where no domain is named',
      { origin: 'https://shop.collector', host: 'collector' },
      null,
    ],
    [
      'for a domain that only ends alike',
      { origin: 'https://myshop.example', host: 'nps.shop.example' },
      'shop.example',
    ],
    ['where the browser says that it is another site', { ...own, 'sec-fetch-site': 'cross-site' }, null],
    [
      'for a collector outside of the domain',
      { origin: 'https://www.shop.example', host: 'collector' },
      'shop.example',
    ],
  ])('%s', async (_case, headers, domain) => {
    expect(await cookieAfter(aResponse(), headers, domain)).toBeNull()
  })
})

test('a page and a collector of the domain that the operator names share one', async () => {
  const headers = {
    origin: 'https://www.shop.example',
    host: 'nps.shop.example:8787',
    'sec-fetch-site': 'same-site',
  }

  expect(await cookieAfter(aResponse(), headers, 'shop.example')).toBe(
    `howlikely_main_s=1.checkout~a~${seconds}; Max-Age=34560000; Path=/; Domain=shop.example; SameSite=Lax`,
  )
})
