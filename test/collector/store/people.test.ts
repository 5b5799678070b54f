import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { audited } from '../../../src/collector/store/audit.ts'
import type { Store } from '../../../src/collector/store/store.ts'
import type { Role } from '../../../src/report/api/roles.ts'
import { testDatabase } from '../test-database.ts'

const now = Date.parse('2026-05-01T12:00:00.000Z')
const day = 24 * 60 * 60 * 1000
const ada = { id: randomUUID(), name: 'Ada' }
const done = (on = '') => audited(ada, 'noted', on, now)

const link = (over: { id?: string; member?: string | null; role?: Role; ends_at?: number } = {}) => ({
  ...{ id: randomUUID(), member: null, role: 'view' as Role, note: '', made_by: 'Operator' },
  ...{ made_at: now, ends_at: now + day },
  ...over,
})

const joining = (of: string, name: string, id: string = randomUUID()) => ({
  ...{ link: of, id, name, password: 'hash', now },
})

async function withMember(name = 'Ada') {
  const { store, db } = await testDatabase()
  const invitation = link()
  const id = randomUUID()
  await store.people.makeLink(invitation, done())
  await store.people.join(joining(invitation.id, name, id), done())
  return { store, db, id }
}

const session = (member: string, id: string = randomUUID()) => ({ id, member, now, endsAt: now + 7 * day })

const countOf = async (store: Store) => (await store.people.audits({})).entries.length

test('of many who use one invitation at the same moment one joins, and there is one entry about it', async () => {
  const { store } = await testDatabase()
  const { people } = store
  const invitation = link({ role: 'manage' })
  await people.makeLink(invitation, done())

  const results = await Promise.all(
    Array.from({ length: 8 }, (_, place) => people.join(joining(invitation.id, `Member ${place}`), done())),
  )

  expect(results.filter(result => result !== 'used')).toEqual([{ role: 'manage' }])
  expect((await people.team(now)).members).toHaveLength(1)
  expect(await countOf(store)).toBe(2)
})

test('of many who choose one name at the same moment one gets it, and the others’ invitations stay', async () => {
  const { store } = await testDatabase()
  const { people } = store
  const invitations = Array.from({ length: 6 }, () => link())
  for (const one of invitations) await people.makeLink(one, done())

  const results = await Promise.all(
    invitations.map(({ id }) => people.join(joining(id, 'Ada Ådahl'), done())),
  )

  expect(results.filter(result => result === 'taken')).toHaveLength(5)
  const { members, invitations: waiting } = await people.team(now)
  expect(members.map(({ name }) => name)).toEqual(['Ada Ådahl'])
  expect(waiting).toHaveLength(5)
})

test('a name is found in whatever way it is spelled', async () => {
  const { store, id } = await withMember('Ådahl  ﬁne')

  expect(await store.people.memberNamed(' A\u030aDAHL FINE ')).toMatchObject({ id, name: 'Ådahl  ﬁne' })
  expect(await store.people.memberNamed('Adahl fine')).toBeNull()
})

test('a session has the role of now, and ends with its member, its week, or by its owner', async () => {
  const { store, id } = await withMember()
  const { people } = store
  const [first, second, third] = [session(id), session(id), session(id)]
  for (const one of [first, second, third]) await people.beginSession(one, done())
  const live = (of: { id: string }, at = now) => people.sessionOf({ ids: ['none', of.id], now: at })

  await people.changeMember({ id, role: 'manage' }, [done()])
  expect(await live(first)).toEqual({ id: first.id, member: id, name: 'Ada', role: 'manage' })
  expect(await live(first, now + 7 * day)).toBeNull()
  expect(await people.endSessions({ member: 'somebody', id: first.id }, done())).toBe(0)
  expect(await people.endSessions({ member: id, id: first.id }, done())).toBe(1)
  expect(await live(first)).toBeNull()
  await people.changePassword({ id, password: 'other', session: second.id }, done())
  expect([await live(second), await live(third)]).toMatchObject([{ member: id }, null])
  expect(await people.removeMember(id, done())).toBe(true)

  expect(await live(second)).toBeNull()
  // One that is begun while its member is being removed belongs to nobody.
  const late = session(id)
  await people.beginSession(late, done())
  expect(await live(late)).toBeNull()
})

test('a change and its entry are stored together, or neither is', async () => {
  const { store, db } = await testDatabase()
  const entry = done('first')
  await store.people.audit(entry)
  const tag = { name: 'Delivery', words: '' }

  // An entry that cannot be stored, since there is one of its id: the change is not there either.
  await expect(store.keepTag(tag, entry)).rejects.toThrow()
  await expect(store.keepNote({ note: 'event', ...event }, entry)).rejects.toThrow()
  await expect(store.declare([{ site: 'main', survey: 'checkout' }], entry)).rejects.toThrow()
  expect(await store.tags()).toEqual([])
  expect((await store.notes()).events).toEqual([])
  expect(await db.selectFrom('known_survey').selectAll().execute()).toEqual([])

  await store.keepTag(tag, done('second'))
  const { entries } = await store.people.audits({})
  expect(entries.map(({ on }) => on)).toEqual(['second', 'first'])
})

const event = { site: null, survey: null, day: '2026-05-01', name: 'Sale' }

test('a sign-in link is used once, and goes with its member', async () => {
  const { store, id } = await withMember()
  const { people } = store
  const [first, second] = [link({ member: id }), link({ member: id })]
  for (const one of [first, second]) expect(await people.makeLink(one, done())).toBe(true)
  expect(await people.makeLink(link({ member: 'nobody' }), done())).toBe(false)

  const followed = await Promise.all(
    [1, 2, 3].map(() => people.followLink({ link: first.id, password: null, now }, [])),
  )

  expect(followed.filter(member => member !== null)).toMatchObject([{ id, name: 'Ada' }])
  // It is nobody's invitation.
  expect(await people.join(joining(second.id, 'Eve'), done())).toBe('used')
  await people.removeMember(id, done())
  expect(await people.linkOf(second.id, now)).toBeNull()
})
