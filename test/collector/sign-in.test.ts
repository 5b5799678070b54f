import { describe, expect, test } from 'vitest'
import { now, testCollector, token } from './test-collector.ts'

const day = 24 * 60 * 60 * 1000

test.each(['/report', '/report/reasons?site=main&survey=checkout'])(
  '%s without a session is 401, and the form that asks for the token',
  async path => {
    const { collector } = await testCollector()

    const answer = await collector.fetch(new Request(`http://collector${path}`))

    expect(answer.status).toBe(401)
    const page = await answer.text()
    expect(page).toContain('<form class="card login" method="post" action="/login">')
    expect(page).not.toContain('role="alert"')
  },
)

test('the token opens a session in a cookie that no script and no other site can use', async () => {
  const { collector } = await testCollector()

  const answer = await collector.fetch(login(token))

  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/report')
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Strict/)
  expect(cookie).not.toMatch(/; Secure/)
  expect(cookie).not.toContain(token)
  expect((await collector.fetch(withCookie('/report', cookie))).status).toBe(200)
  expect((await collector.fetch(withCookie('/api/report', cookie))).status).toBe(200)
})

test.each([
  ['over TLS', 'https://collector/login', {}],
  ['behind a proxy that ends TLS', 'http://collector/login', { 'x-forwarded-proto': 'https' }],
])('%s the cookie never travels in the open', async (_case, url, headers) => {
  const { collector } = await testCollector()

  const answer = await collector.fetch(
    new Request(url, { method: 'POST', headers, body: new URLSearchParams({ token }) }),
  )

  expect(answer.headers.get('set-cookie')).toMatch(/; Secure/)
})

test.each([
  ['a wrong token', new URLSearchParams({ token: `${token}x` })],
  ['the beginning of the token', new URLSearchParams({ token: token.slice(0, -1) })],
  ['no token', new URLSearchParams()],
  ['a token of a megabyte', new URLSearchParams({ token: 'x'.repeat(1_000_000) })],
])('%s opens nothing and is told', async (_case, body) => {
  const { collector } = await testCollector()

  const answer = await collector.fetch(new Request('http://collector/login', { method: 'POST', body }))

  expect(answer.status).toBe(401)
  expect(answer.headers.get('set-cookie')).toBeNull()
  expect(await answer.text()).toContain('role="alert"')
})

test('a session lasts a week, to the second', async () => {
  let time = now
  const { collector } = await testCollector({ now: () => time })
  const cookie = (await collector.fetch(login(token))).headers.get('set-cookie') ?? ''
  const statusAt = async (instant: number) => {
    time = instant
    return (await collector.fetch(withCookie('/report', cookie))).status
  }

  expect(await statusAt(now + 7 * day - 1)).toBe(200)
  expect(await statusAt(now + 7 * day)).toBe(401)
})

test('a session of another token, a longer one and a made-up one open nothing', async () => {
  const { collector } = await testCollector()
  const other = await testCollector({ token: 'another-operators-token' })
  const foreign =
    (await other.collector.fetch(login('another-operators-token'))).headers.get('set-cookie') ?? ''
  const own = (await collector.fetch(login(token))).headers.get('set-cookie') ?? ''
  const longer = own.replace(';', 'x;')

  for (const cookie of [foreign, longer, 'howlikely-session=', 'howlikely-session=9999999999.x']) {
    expect((await collector.fetch(withCookie('/report', cookie))).status).toBe(401)
  }
})

test('signing out ends the session in this browser, and on the server', async () => {
  // The cookie was good for its whole week, wherever a copy of it had gone.
  const { collector, db } = await testCollector()
  const cookie = (await collector.fetch(login(token))).headers.get('set-cookie') ?? ''
  const other = (await collector.fetch(login(token))).headers.get('set-cookie') ?? ''

  const answer = await collector.fetch(
    new Request('http://collector/logout', {
      method: 'POST',
      headers: { cookie: cookie.split(';')[0] ?? '' },
    }),
  )

  expect(answer.status).toBe(303)
  expect(answer.headers.get('set-cookie')).toMatch(/^howlikely-session=; Max-Age=0/)
  expect((await collector.fetch(withCookie('/report', cookie))).status).toBe(401)
  expect((await collector.fetch(withCookie('/report', other))).status).toBe(200)
  const kept = JSON.stringify(await db.selectFrom('session').selectAll().execute())
  expect(kept).not.toContain(/=([^;]+)/.exec(other)?.[1])
})

test('sessions are in the store: another collector on it knows them, and one with a new token doesn’t', async () => {
  const { collector, store } = await testCollector()
  const beside = await testCollector({ store })
  const renewed = await testCollector({ store, token: 'another-operators-token' })

  const cookie = (await collector.fetch(login(token))).headers.get('set-cookie') ?? ''

  expect((await beside.collector.fetch(withCookie('/report', cookie))).status).toBe(200)
  expect((await renewed.collector.fetch(withCookie('/report', cookie))).status).toBe(401)
})

test.each<[string, Record<string, string>, number]>([
  ['its own page', { origin: 'http://collector', 'sec-fetch-site': 'same-origin' }, 303],
  ['its own page behind a proxy that ends TLS', { origin: 'https://collector' }, 303],
  ['a program', {}, 303],
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
  ['another service of the same site', { origin: 'http://collector', 'sec-fetch-site': 'same-site' }, 403],
  ['a frame that hides where it is from', { origin: 'null' }, 403],
])('signing in and out from %s gets the same answer: %j, %i', async (_case, headers, status) => {
  const { collector } = await testCollector()
  const post = (path: string) =>
    collector.fetch(
      new Request(`http://collector${path}`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ token }),
      }),
    )

  for (const path of ['/login', '/logout']) {
    const answer = await post(path)
    expect(answer.status).toBe(status)
    expect(answer.headers.has('set-cookie')).toBe(status === 303)
  }
})

test.each([
  [`Bearer ${token}`, 200],
  [`bearer ${token}`, 200],
  ['Bearer wrong', 401],
  [`Basic ${token}`, 401],
])('data with "Authorization: %s" gets %i', async (authorization, status) => {
  const { collector } = await testCollector()

  const answer = await collector.fetch(
    new Request('http://collector/api/report', { headers: { authorization } }),
  )

  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('pages run no script, load nothing from elsewhere and cannot be framed', async () => {
  const { collector, operatorGets } = await testCollector()

  for (const answer of [
    await operatorGets('/report'),
    await collector.fetch(new Request('http://collector/report')),
  ]) {
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).not.toMatch(/<script|<style|style=|javascript:|\son\w+=/)
  }
})

describe('signing in leads to what was asked for', () => {
  const signInAt = async (path: string, method = 'GET') => {
    const { collector } = await testCollector()
    const form = await collector.fetch(new Request(`http://collector${path}`, { method }))
    const to = /name="to" value="([^"]*)"/.exec(await form.text())?.[1]?.replaceAll('&amp;', '&') ?? ''
    const post = (typed: string) =>
      collector.fetch(
        new Request('http://collector/login', {
          method: 'POST',
          body: new URLSearchParams({ token: typed, to }),
        }),
      )
    const wrong = await (await post('wrong')).text()
    expect(wrong).toContain(`name="to" value="${to.replaceAll('&', '&amp;')}"`)
    return (await post(token)).headers.get('location')
  }

  test.each([
    ['GET', '/report', '/report'],
    ['GET', '/report/data', '/report/data'],
    ['GET', '/report?verified=only&unconfirmed=counted', '/report?verified=only&unconfirmed=counted'],
    ['GET', '/report/reasons?site=main&survey=checkout', '/report/reasons?site=main&survey=checkout'],
    ['POST', '/report/person', '/report/data'],
    ['POST', '/report/person/erase', '/report/data'],
    ['GET', '/login', '/report'],
  ])('%s %s: to %s', async (method, path, to) => {
    expect(await signInAt(path, method)).toBe(to)
  })

  test.each([
    'https://evil.example/report',
    '//evil.example',
    '/report//evil',
    '/report\\evil',
    '/login',
    '',
  ])('and nowhere else: "%s" is the report', async to => {
    const { collector } = await testCollector()
    const answer = await collector.fetch(
      new Request('http://collector/login', { method: 'POST', body: new URLSearchParams({ token, to }) }),
    )

    expect(answer.headers.get('location')).toBe('/report')
  })
})

describe('the sign-in link', () => {
  const signInCode = 'a-code-that-nobody-guesses'
  const follow = (code: string, method = 'GET') =>
    new Request(`http://collector/login?code=${code}`, { method })

  test('opens a session once, and says so', async () => {
    const { collector } = await testCollector({ signInCode })

    const first = await collector.fetch(follow(signInCode))
    const second = await collector.fetch(follow(signInCode))

    expect(first.status).toBe(200)
    expect(first.headers.get('refresh')).toBe('0; url=/report')
    const cookie = first.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect((await collector.fetch(withCookie('/report', cookie))).status).toBe(200)
    expect(second.status).toBe(401)
    expect(second.headers.has('set-cookie')).toBe(false)
    expect(await second.text()).toContain('This link has been used')
  })

  test('is not used up by a request that only checks whether it exists', async () => {
    const { collector } = await testCollector({ signInCode })

    expect((await collector.fetch(follow(signInCode, 'HEAD'))).headers.has('set-cookie')).toBe(false)
    expect((await collector.fetch(follow(signInCode))).status).toBe(200)
  })

  test.each([
    ['a wrong code', { signInCode }, 'another'],
    ['no code at all', { signInCode }, ''],
    ['a code where there is none', {}, 'null'],
  ])('opens nothing with %s', async (_case, options, code) => {
    const { collector } = await testCollector(options)

    const answer = await collector.fetch(follow(code))

    expect(answer.status).toBe(401)
    expect(answer.headers.has('set-cookie')).toBe(false)
  })
})

test('the collector’s own address leads to the report', async () => {
  const { collector } = await testCollector()

  const answer = await collector.fetch(new Request('http://collector/'))

  expect(answer.status).toBe(302)
  expect(new URL(answer.headers.get('location') ?? '', 'http://collector/').pathname).toBe('/report')
})

function login(typed: string): Request {
  return new Request('http://collector/login', {
    method: 'POST',
    body: new URLSearchParams({ token: typed }),
  })
}

function withCookie(path: string, setCookie: string): Request {
  return new Request(`http://collector${path}`, { headers: { cookie: setCookie.split(';')[0] ?? '' } })
}
