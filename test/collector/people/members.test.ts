import { describe, expect, test } from 'vitest'
import { createCollector } from '../../../src/collector/app.ts'
import { LinkAnswer } from '../../../src/report/api/people.ts'
import { aResponse } from '../a-response.ts'
import { now, token } from '../test-collector.ts'
import { cheap, codeOf, cookieOf, meOf, password, testTeam } from './a-team.ts'

const day = 24 * 60 * 60 * 1000

describe('an invitation', () => {
  test('makes somebody a member, who can sign in by name and password from then on', async () => {
    const { invited, join, signIn, withCookie, team } = await testTeam()
    const path = await invited('follow-up')

    const answer = await join(path, 'Ada@Example.com')

    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/report/app')
    expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/)
    const again = await signIn('  ada@example.COM ')
    expect(again.status).toBe(303)
    expect(await meOf(withCookie(cookieOf(again)))).toMatchObject({
      ...{ name: 'Ada@Example.com', role: 'follow-up', isOperator: false, hasPassword: true },
      sessions: [{ begun: now }, { begun: now }],
    })
    expect(await team()).toMatchObject({
      members: [{ name: 'Ada@Example.com', role: 'follow-up', joined: now, seen: now, sessions: 2 }],
      invitations: [],
    })
  })

  test('works once, and looking at its page does not use it up', async () => {
    const { invited, join, operator, team } = await testTeam()
    const path = await invited('view')

    const page = await operator(path)
    const first = await join(path, 'Ada')
    const second = await join(path, 'Bob')

    expect(page.status).toBe(200)
    expect(await page.text()).toContain('with the role “View”')
    expect([first.status, second.status]).toEqual([303, 401])
    expect(second.headers.has('set-cookie')).toBe(false)
    expect((await team()).members).toMatchObject([{ name: 'Ada' }])
    expect((await operator(path)).status).toBe(401)
  })

  test('works only once even if two come at the same moment', async () => {
    const { invited, join, team } = await testTeam()
    const path = await invited('view')

    const answers = await Promise.all([join(path, 'Ada'), join(path, 'Bob')])

    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401])
    expect((await team()).members).toHaveLength(1)
  })

  test('ends after seven days, to the millisecond', async () => {
    let time = now
    const { invited, join } = await testTeam({ now: () => time, uptime: () => 0 })
    const [early, late] = [await invited('view'), await invited('view')]

    time = now + 7 * day - 1
    expect((await join(early, 'Ada')).status).toBe(303)
    time = now + 7 * day
    expect((await join(late, 'Bob')).status).toBe(401)
  })

  test('can be withdrawn, and nothing of it is kept that would open it', async () => {
    const { invited, join, operator, team, db } = await testTeam()
    const path = await invited('manage')
    const [invitation] = (await team()).invitations

    expect(JSON.stringify(await db.selectFrom('member_link').selectAll().execute())).not.toContain(
      codeOf(path),
    )
    expect((await operator(`/api/invitations/${invitation?.id}/withdraw`, {})).status).toBe(200)

    expect((await join(path, 'Ada')).status).toBe(401)
    expect((await operator(`/api/invitations/${invitation?.id}/withdraw`, {})).status).toBe(404)
  })

  test.each([
    ['a name that somebody has', 'ADA', password, 'Somebody of the team has this name already'],
    ['the operator’s name', 'Operator', password, 'other than “operator”'],
    ['no name', ' ', password, '1 to 80 characters'],
    ['a password of eleven characters', 'Bob', '12345678901', '12 to 200 characters'],
    ['a password of 201 characters', 'Bob', 'x'.repeat(201), '12 to 200 characters'],
  ])('is kept where %s is typed, and so is the name', async (_case, name, chosen, said) => {
    const { invited, join, joined } = await testTeam()
    await joined('Ada', 'view')
    const path = await invited('view')

    const answer = await join(path, name, chosen)

    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(said)
    expect(page).toContain('role="alert"')
    if (name.trim()) expect(page).toContain(`value="${name}"`)
    expect(page).not.toContain(chosen)
    expect((await join(path, 'Cid', 'exactly 12 c')).status).toBe(303)
  })
})

describe('a manager', () => {
  test('changes a role, which holds from the next request on, in every collector', async () => {
    const { joined, operator, store } = await testTeam()
    const beside = createCollector({ store, now: () => now, token, passwordCost: cheap })
    const ada = await joined('Ada', 'manage')
    const elsewhere = () =>
      beside.fetch(new Request('http://collector/api/members', { headers: { cookie: ada.cookie } }))
    expect((await elsewhere()).status).toBe(200)

    await operator(`/api/members/${ada.id}`, { role: 'view' })

    expect((await ada.ask('/api/members')).status).toBe(403)
    expect((await elsewhere()).status).toBe(403)
    expect((await ada.ask('/api/report')).status).toBe(200)
  })

  test('removes somebody, whose sessions, links and password are worthless from then on', async () => {
    const { joined, signIn, join, team, fetch } = await testTeam()
    const [ada, bob] = [await joined('Ada', 'manage'), await joined('Bob', 'follow-up')]
    const link = LinkAnswer.parse(await (await ada.ask(`/api/members/${bob.id}/link`, {})).json())

    expect((await ada.ask(`/api/members/${bob.id}/remove`, {})).status).toBe(200)

    expect((await bob.ask('/api/me')).status).toBe(401)
    expect((await signIn('Bob')).status).toBe(401)
    expect((await join(link.path, 'Bob')).status).toBe(401)
    expect((await team()).members).toMatchObject([{ name: 'Ada' }])
    const page = await fetch(new Request('http://collector/report', { headers: { cookie: bob.cookie } }))
    expect(page.status).toBe(401)
    expect(await page.text()).toContain('Sign in to the report')
  })

  test('ends all sessions of somebody, who may sign in again', async () => {
    const { joined, signIn, operator } = await testTeam()
    const bob = await joined('Bob', 'view')

    await operator(`/api/members/${bob.id}/sessions/end`, {})

    expect((await bob.ask('/api/me')).status).toBe(401)
    expect((await signIn('Bob')).status).toBe(303)
  })

  test('makes a link that signs somebody in once, within a day', async () => {
    let time = now
    const { joined, operator, post, withCookie, signIn } = await testTeam({
      now: () => time,
      uptime: () => 0,
    })
    const bob = await joined('Bob', 'view')
    const link = async () =>
      LinkAnswer.parse(await (await operator(`/api/members/${bob.id}/link`, {})).json()).path
    const [first, second, third] = [await link(), await link(), await link()]
    const follow = (path: string, chosen = '') =>
      post('/join', { code: codeOf(path), name: 'Mallory', password: chosen })

    expect(await (await operator(first)).text()).toContain('Sign in as Bob')
    const answer = await follow(first)
    expect(answer.status).toBe(303)
    expect(await meOf(withCookie(cookieOf(answer)))).toMatchObject({ id: bob.id, name: 'Bob', role: 'view' })
    expect((await follow(first)).status).toBe(401)

    // Resetting a forgotten password ends the sessions that used the old one.
    expect((await follow(second, 'short')).status).toBe(422)
    expect((await follow(second, 'another password')).status).toBe(303)
    expect((await bob.ask('/api/me')).status).toBe(401)
    expect((await signIn('Bob')).status).toBe(401)
    expect((await signIn('Bob', 'another password')).status).toBe(303)
    time = now + day
    expect((await follow(third)).status).toBe(401)
  })

  test('may be the last one and leave: the operator’s token makes another', async () => {
    const { joined, invited, join } = await testTeam()
    const ada = await joined('Ada', 'manage')

    await ada.ask(`/api/members/${ada.id}`, { role: 'view' })

    expect((await ada.ask('/api/members', { role: 'manage' })).status).toBe(403)
    expect((await join(await invited('manage'), 'Bob')).status).toBe(303)
  })
})

describe('a member', () => {
  test('changes the own password by the present one, and all other sessions end', async () => {
    const { joined, signIn, withCookie } = await testTeam()
    const ada = await joined('Ada', 'view')
    const other = withCookie(cookieOf(await signIn('Ada')))

    const wrong = await ada.ask('/api/me/password', {
      current: 'not the right one',
      password: 'the next password',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).toMatchObject({ field: 'current', found: null })
    expect((await other('/api/me')).status).toBe(200)
    const right = await ada.ask('/api/me/password', { current: password, password: 'the next password' })

    expect(right.status).toBe(200)
    expect((await other('/api/me')).status).toBe(401)
    expect((await ada.ask('/api/me')).status).toBe(200)
    expect((await signIn('Ada')).status).toBe(401)
    expect((await signIn('Ada', 'the next password')).status).toBe(303)
  })

  test('ends one of their own sessions, or all; never somebody else’s', async () => {
    const { joined, signIn, withCookie } = await testTeam()
    const [ada, bob] = [await joined('Ada', 'view'), await joined('Bob', 'view')]
    const other = withCookie(cookieOf(await signIn('Ada')))
    const [bobs] = (await meOf(bob.ask)).sessions
    const [others] = (await meOf(other)).sessions.filter(({ isThis }) => isThis)

    expect(await (await ada.ask('/api/me/sessions/end', { session: bobs?.id })).json()).toEqual({ ended: 0 })
    expect(await (await ada.ask('/api/me/sessions/end', { session: others?.id })).json()).toEqual({
      ended: 1,
    })
    expect((await bob.ask('/api/me')).status).toBe(200)
    expect((await other('/api/me')).status).toBe(401)
    expect(await (await ada.ask('/api/me/sessions/end', {})).json()).toEqual({ ended: 1 })
    expect((await ada.ask('/api/me')).status).toBe(401)
  })

  test('sees when a session was last used, to five minutes', async () => {
    let time = now
    const { joined } = await testTeam({ now: () => time, uptime: () => 0 })
    const ada = await joined('Ada', 'view')
    const seen = async () => (await meOf(ada.ask)).sessions[0]?.seen

    time = now + 5 * 60_000 - 1
    expect(await seen()).toBe(now)
    time = now + 5 * 60_000
    expect(await seen()).toBe(time)
  })
})

test.each([
  ['/api/members', {}, 400, 'role'],
  ['/api/members', { role: 'owner' }, 400, 'role'],
  ['/api/members', { role: 'view', for: 'x\ny' }, 400, 'for'],
  ['/api/members', { role: 'view', strange: 1 }, 400, 'strange'],
  ['/api/members/ME', {}, 400, 'role'],
  ['/api/members/ME', { name: 'operator' }, 400, 'name'],
  ['/api/members/ME', { name: 'bob' }, 409, 'name'],
  ['/api/members/nobody', { role: 'view' }, 404, 'id'],
  ['/api/members/nobody/remove', {}, 404, 'id'],
  ['/api/members/nobody/link', {}, 404, 'id'],
  ['/api/me/password', { current: password, password: 'too short' }, 400, 'password'],
  ['/api/me/sessions/end', { session: 'x' }, 400, 'session'],
])('%s with %j is %i, and says what is wrong with %s', async (path, body, status, field) => {
  const { joined } = await testTeam()
  await joined('Bob', 'view')
  const ada = await joined('Ada', 'manage')

  const answer = await ada.ask(path.replace('ME', ada.id), body)

  const complaint = await answer.json()
  expect([answer.status, complaint]).toMatchObject([status, { field, allowed: expect.any(String) }])
  // No password is repeated.
  expect(JSON.stringify(complaint)).not.toMatch(/too short|correct horse/)
})

test('an answer can be assigned to a member who may follow up, not to one who may only view', async () => {
  const { joined, send, operator } = await testTeam()
  const record = aResponse({ score: 2, askedAt: '2026-05-01T11:00:00.000Z' })
  await send(record)
  const [ada, bob] = [await joined('Ada', 'follow-up'), await joined('Bob', 'view')]
  const give = (owner: string) =>
    operator('/api/follow-up', { answers: [{ id: record.id, version: 0 }], owner })

  expect((await give(bob.id)).status).toBe(400)
  expect((await give(ada.id)).status).toBe(200)

  const { team, me } = await (await ada.ask('/api/follow-up?state=all')).json()
  expect(team).toEqual([{ id: ada.id, name: 'Ada' }])
  expect(me).toEqual({ id: ada.id, name: 'Ada', mayFollowUp: true })
})

test('the operator, who has no password, is told so, and ends the sessions of the token', async () => {
  const { operator, post, withCookie } = await testTeam()
  const session = withCookie(cookieOf(await post('/login', { token })))
  expect(await meOf(session)).toMatchObject({
    name: 'Operator',
    isOperator: true,
    sessions: [{ isThis: true }],
  })

  expect((await operator('/api/me/password', { password: 'a long password' })).status).toBe(409)
  expect(await (await operator('/api/me/sessions/end', {})).json()).toEqual({ ended: 1 })

  expect((await session('/api/me')).status).toBe(401)
})

test('another site’s page changes nothing, whoever is signed in', async () => {
  const { joined, fetch, team, invited } = await testTeam()
  const ada = await joined('Ada', 'manage')
  const headers = { cookie: ada.cookie, origin: 'https://evil.example', 'content-type': 'application/json' }

  const invitation = await fetch(
    new Request('http://collector/api/members', { method: 'POST', headers, body: '{"role":"manage"}' }),
  )
  const joining = await fetch(
    new Request('http://collector/join', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ code: codeOf(await invited('view')), name: 'Eve', password }),
    }),
  )

  expect([invitation.status, joining.status]).toEqual([403, 403])
  expect((await team()).members).toHaveLength(1)
})

test('the application signs in by JSON, and nothing that was typed is repeated', async () => {
  const { joined, operator } = await testTeam()
  await joined('Ada', 'view')

  const right = await operator('/login', { name: 'Ada', password })
  const wrong = await operator('/login', { name: 'Ada', password: 'wrong wrong wrong' })
  const strange = await operator('/login', { name: 'Ada', secret: 'wrong wrong wrong' })

  expect([right.status, wrong.status, strange.status]).toEqual([200, 401, 400])
  expect(cookieOf(right)).toMatch(/^howlikely-session=./)
  expect(await wrong.text()).not.toContain('wrong wrong')
  expect(await strange.text()).not.toContain('wrong wrong')
})
