import { expect, test } from 'vitest'
import { applyRetention } from '../../../src/collector/retention.ts'
import { audited } from '../../../src/collector/store/audit.ts'
import { AuditAnswer, auditPage } from '../../../src/report/api/audit.ts'
import { aResponse } from '../a-response.ts'
import { now, token } from '../test-collector.ts'
import { type Ask, password, testTeam } from './a-team.ts'

const day = 24 * 60 * 60 * 1000

const auditOf = async (ask: Ask, query = ''): Promise<AuditAnswer> =>
  AuditAnswer.parse(await (await ask(`/api/audit${query}`)).json())

test('every change is logged with who made it, the newest first, and nothing that a visitor wrote', async () => {
  const { operator, joined, send, fetch } = await testTeam()
  const record = aResponse({
    ...{ score: 2, reason: 'Secret words of a visitor', respondent: { id: 'customer-77' } },
    trigger: { ref: 'order-4711' },
  })
  await send(record)
  const ada = await joined('Ada', 'manage')
  const bob = await joined('Bob', 'view')
  const did = async (path: string, body?: unknown, method?: string) => {
    const answer = await ada.ask(path, body, method)
    expect([path, answer.status]).toEqual([path, method === 'DELETE' ? 204 : 200])
    return answer
  }

  await did(`/api/members/${bob.id}`, { role: 'follow-up', name: 'Bo' })
  await did(`/api/members/${bob.id}/link`, {})
  await did(`/api/members/${bob.id}/sessions/end`, {})
  await did(`/api/members/${bob.id}/remove`, {})
  await did('/api/members', { role: 'view', for: 'Cid' })
  await did('/api/me/password', { current: password, password: 'another password' })
  await did('/api/surveys', { surveys: [{ survey: 'checkout' }, { site: 'outlet', survey: 'support' }] })
  await did('/api/names', { site: 'main', survey: 'checkout', name: 'After a purchase' })
  await did('/api/tags', { name: 'Delivery', words: 'late' })
  await did('/api/tags', { name: 'Parcels', words: 'late', was: 'Delivery' })
  await did('/api/tags/answers', { tag: 'Parcels', ids: [record.id], on: true })
  await did('/api/tags/answers', { tag: 'Parcels', ids: [record.id], on: false })
  await did('/api/tags/erase', { tag: 'Parcels' })
  const { id } = await (await did('/api/events', { day: '2026-05-01', name: 'Sale' })).json()
  await did(`/api/events/${id}`, undefined, 'DELETE')
  await did('/api/responses')
  await did('/api/answers/export')
  await did('/api/person/export', { by: 'ref', value: 'order-4711' })
  await did('/api/person/erase', { by: 'respondent', value: 'customer-77', site: 'main' })
  await did('/api/surveys/undeclared/erase', {})
  await fetch(new Request('http://collector/logout', { method: 'POST', headers: { cookie: ada.cookie } }))

  const { entries, people } = await auditOf(operator)
  expect(entries.map(({ name, what, on }) => [name, what, on]).reverse()).toEqual([
    ['Operator', 'invited', 'manage'],
    ['Ada', 'joined', 'Ada'],
    ['Ada', 'signed-in', 'link'],
    ['Operator', 'invited', 'view'],
    ['Bob', 'joined', 'Bob'],
    ['Bob', 'signed-in', 'link'],
    ['Ada', 'renamed', 'Bob → Bo'],
    ['Ada', 'role-changed', 'Bob: view → follow-up'],
    ['Ada', 'sign-in-link', 'Bo'],
    ['Ada', 'sessions-ended', 'Bo'],
    ['Ada', 'removed', 'Bo'],
    ['Ada', 'invited', 'Cid: view'],
    ['Ada', 'password-changed', 'Ada'],
    ['Ada', 'surveys-declared', 'checkout, outlet/support'],
    ['Ada', 'named', 'checkout: After a purchase'],
    ['Ada', 'tag-kept', 'Delivery: late'],
    ['Ada', 'tag-kept', 'Delivery → Parcels: late'],
    ['Ada', 'answers-tagged', 'Parcels: 1'],
    ['Ada', 'answers-untagged', 'Parcels: 1'],
    ['Ada', 'tag-forgotten', 'Parcels'],
    ['Ada', 'noted', '2026-05-01: Sale'],
    ['Ada', 'note-removed', '2026-05-01: Sale'],
    ['Ada', 'answers-exported', ''],
    ['Ada', 'answers-exported', ''],
    ['Ada', 'person-exported', 'ref'],
    ['Ada', 'person-erased', 'respondent, main'],
    ['Ada', 'undeclared-erased', ''],
    ['Ada', 'signed-out', ''],
  ])
  expect(entries.every(({ at }) => at === now)).toBe(true)
  expect(people.map(({ name }) => name)).toEqual(['Ada', 'Bob', 'Operator'])
  expect(JSON.stringify(entries)).not.toMatch(/Secret words|4711|customer-77|another password/)
  expect(JSON.stringify(entries)).not.toContain(token)
})

test('what was not done is not logged', async () => {
  const { operator, signIn, joined } = await testTeam()
  await joined('Ada', 'view')
  const before = (await auditOf(operator)).entries.length

  await signIn('Ada', 'wrong wrong wrong')
  await operator('/api/names', { site: 'main', survey: 'unknown', name: 'x' })
  await operator('/api/events/nothing', undefined, 'DELETE')
  await operator('/api/members/nobody/remove', {})
  await operator('/api/tags/answers', { tag: 'none', ids: [aResponse().id], on: true })

  expect((await auditOf(operator)).entries).toHaveLength(before)
})

test('can be narrowed to a person and a kind, and is read page by page', async () => {
  const { operator, store } = await testTeam()
  const actors = [
    { id: 'ada', name: 'Ada' },
    { id: 'bob', name: 'Bob' },
  ]
  const total = 2 * auditPage + 10
  for (let count = 0; count < total; count += 1) {
    const actor = actors[count % 2] ?? actors[0]
    if (actor)
      await store.people.audit(audited(actor, count < 4 ? 'noted' : 'tag-kept', `${count}`, now + count))
  }

  const first = await auditOf(operator)
  const second = await auditOf(operator, `?after=${first.after}`)
  const third = await auditOf(operator, `?after=${second.after}`)

  const numbers = [first, second, third].flatMap(({ entries }) => entries.map(({ on }) => Number(on)))
  expect(numbers).toEqual(Array.from({ length: total }, (_, place) => total - 1 - place))
  expect(third.after).toBeNull()
  const narrowed = await auditOf(operator, '?person=ada&what=noted')
  expect(narrowed.entries.map(({ on }) => on)).toEqual(['2', '0'])
  for (const query of ['?person=a b', '?what=strange', '?after=1', '?strange=1'])
    expect((await operator(`/api/audit${query}`)).status).toBe(400)
})

test('is kept for as many days as was set, and ended sessions and links are removed too', async () => {
  const { store, db, invited, joined, post, send } = await testTeam()
  await send(aResponse())
  await post('/login', { token })
  await joined('Ada', 'view')
  await invited('view')
  const retention = { responseDays: null, emailDays: null, auditDays: 400 }
  const rows = async () =>
    Promise.all(
      (['audit', 'session', 'member_link', 'member'] as const).map(
        async table => (await db.selectFrom(table).select('id').execute()).length,
      ),
    )
  const [entries = 0] = await rows()

  // A clock that moves on in steps is trusted.
  for (let at = now; at <= now + 400 * day; at += 5 * day) await applyRetention(store, retention, at)
  expect(await rows()).toEqual([entries, 0, 0, 1])
  await applyRetention(store, retention, now + 400 * day + 1)

  expect(await rows()).toEqual([0, 0, 0, 1])
})

test('an entry is short, and has nothing that no database can keep', () => {
  const entry = audited({ id: 'ada', name: 'Ada' }, 'noted', `\0${'😀'.repeat(300)}`, -5)

  expect(entry.on.startsWith('\uFFFD😀')).toBe(true)
  expect([...entry.on]).toHaveLength(200)
  expect(entry.at).toBe(0)
})
