import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { mayDo, type Role, roles } from '../../../src/report/api/roles.ts'
import { aResponse } from '../a-response.ts'
import { testDatabase } from '../test-database.ts'
import { type Ask, testTeam } from './a-team.ts'

/** The role that each address requires, or none. An address that is missing here fails the first test. */
const needed: Readonly<Record<string, Role | 'anyone'>> = {
  'GET /': 'anyone',
  'GET /*': 'anyone',
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /report.css': 'anyone',
  'GET /report/files/:file': 'anyone',
  'ALL /responses': 'anyone',
  'POST /responses': 'anyone',
  'POST /hooks/*': 'anyone',
  'ALL /eligibility': 'anyone',
  'GET /login': 'anyone',
  'POST /login': 'anyone',
  'POST /logout': 'anyone',
  'GET /join': 'anyone',
  'POST /join': 'anyone',

  'GET /report': 'view',
  'GET /report/reasons': 'view',
  'GET /report/app': 'view',
  'GET /report/app/:view': 'view',
  'GET /report/example': 'view',
  'GET /report/example/:view': 'view',
  'GET /api/report': 'view',
  'GET /api/me': 'view',
  // The own password and sessions, and nobody else's.
  'POST /api/me/password': 'view',
  'POST /api/me/sessions/end': 'view',

  'POST /api/events': 'follow-up',
  'DELETE /api/events/:id': 'follow-up',
  'POST /api/tags/answers': 'follow-up',
  'POST /api/follow-up': 'follow-up',

  'GET /metrics': 'manage',
  'POST /triggers': 'manage',
  'GET /report/data': 'manage',
  'POST /report/person': 'manage',
  'POST /report/person/erase': 'manage',
  'GET /api/responses': 'manage',
  'POST /api/person/export': 'manage',
  'POST /api/person/erase': 'manage',
  'POST /api/surveys': 'manage',
  'POST /api/surveys/undeclared/erase': 'manage',
  'POST /api/names': 'manage',
  'POST /api/alerts': 'manage',
  'DELETE /api/alerts/:id': 'manage',
  'POST /api/destinations': 'manage',
  'DELETE /api/destinations/:id': 'manage',
  'POST /api/destinations/:id/test': 'manage',
  'GET /api/alerts': 'view',
  'GET /api/destinations': 'view',
  'GET /api/outgoing': 'view',
  'GET /api/example/alerts': 'view',
  'GET /api/example/destinations': 'view',
  'GET /api/example/outgoing': 'view',
  'POST /api/tags': 'manage',
  'POST /api/tags/erase': 'manage',
  'POST /api/goals': 'manage',
  'DELETE /api/goals/:id': 'manage',
  'POST /api/lines': 'manage',
  'DELETE /api/lines/:id': 'manage',
  'GET /api/members': 'manage',
  'POST /api/members': 'manage',
  'POST /api/members/:id': 'manage',
  'POST /api/members/:id/remove': 'manage',
  'POST /api/members/:id/sessions/end': 'manage',
  'POST /api/members/:id/link': 'manage',
  'POST /api/invitations/:id/withdraw': 'manage',
  'GET /api/audit': 'manage',
}

const reads = [
  ...[
    'answers',
    'answers/export',
    'events',
    'figures',
    'follow-up',
    'follow-up-figures',
    'goals',
    'lines',
    'names',
    'not-asked',
  ],
  ...['surveys', 'tag-figures', 'tags', 'values', 'words'],
]

/** The same of the made-up shop's. */
const table: ReadonlyMap<string, Role | 'anyone'> = new Map([
  ...Object.entries(needed),
  ...Object.entries(needed).flatMap(([route, role]): [string, Role | 'anyone'][] =>
    /\/api\/(events|follow-up|goals|lines|tags|surveys|names)\b/.test(route)
      ? [[route.replace('/api/', '/api/example/'), role]]
      : [],
  ),
  ...reads.flatMap((name): [string, Role][] => [
    [`GET /api/${name}`, 'view'],
    [`GET /api/example/${name}`, 'view'],
  ]),
])

/** Views that take more than the application itself. */
const views: Readonly<Record<string, Role>> = {
  audit: 'manage',
  people: 'manage',
  account: 'view',
  surveys: 'view',
}

const team = async () => {
  const { store: example } = await testDatabase()
  const tested = await testTeam({ exampleStore: async () => example, reportFiles: async () => builtFile })
  await tested.send(aResponse({ score: 3 }))
  return tested
}

const builtFile = {
  plain: new TextEncoder().encode('{"main":{"isEntry":true,"file":"main.js"}}'),
  brotli: new Uint8Array(),
  gzip: new Uint8Array(),
  etag: 'x',
}

test('each address that the collector answers is in the table above, and no other', async () => {
  const { collector } = await team()

  const routes = collector.routes.map(({ method, path }) => `${method} ${path}`).sort()

  expect(routes.filter(route => !table.has(route))).toEqual([])
  expect([...table.keys()].filter(route => !routes.includes(route))).toEqual([])
})

const asked = (ask: Ask, route: string): Promise<Response> => {
  const [method = '', path = ''] = route.split(' ')
  const named = path.replace(':view', 'trend').replace(/:\w+/g, 'a-name')
  return ask(named, method === 'GET' || method === 'DELETE' ? undefined : {}, method)
}

const forTeam = [...table].filter(([, role]) => role !== 'anyone')

describe.each(roles)('somebody with the role %s', role => {
  test('is let in if that suffices, and nowhere else', async () => {
    const { joined } = await team()
    const { ask } = await joined('Ada', role)

    for (const [route, needs] of forTeam) {
      // Last: it ends the session.
      if (route === 'POST /api/me/sessions/end') continue
      const { status } = await asked(ask, route)
      if (needs === 'anyone' || mayDo(role, needs)) expect([route, status]).not.toEqual([route, 403])
      else expect([route, status]).toEqual([route, 403])
      expect([route, status]).not.toEqual([route, 401])
    }
    for (const [view, needs] of Object.entries(views)) {
      expect([view, (await ask(`/report/app/${view}`)).status]).toEqual([
        view,
        mayDo(role, needs) ? 200 : 403,
      ])
    }
    expect((await asked(ask, 'POST /api/me/sessions/end')).status).toBe(200)
  })
})

test('the plain report links to its data only for members who may see them', async () => {
  const { joined } = await team()
  const leads = async (role: Role) =>
    (await (await (await joined(`A ${role}`, role)).ask('/report')).text()).includes('href="/report/data"')

  expect([await leads('view'), await leads('follow-up'), await leads('manage')]).toEqual([false, false, true])
})

test('somebody who is not signed in is told so, everywhere', async () => {
  const { withCookie } = await team()
  const nobody = withCookie('howlikely-session=none')

  for (const [route] of forTeam) expect([route, (await asked(nobody, route)).status]).toEqual([route, 401])
})

test('a viewer changes nothing: a program is told in JSON, a person on a page', async () => {
  const { joined, db } = await team()
  const { ask, id } = await joined('Ada', 'view')
  const before = await everything(db)
  const bodies: readonly unknown[] = [
    { role: 'manage' },
    { tag: 'Delivery', name: 'Delivery', words: 'late', ids: [aResponse().id], on: true },
    { day: '2026-05-01', name: 'Sale' },
    { surveys: [{ survey: 'checkout' }] },
    {
      site: 'main',
      survey: 'checkout',
      name: 'Checkout',
      kind: 'transactional',
      goal: 50,
      value: 3,
      source: 'x',
    },
    { answers: [{ id: aResponse().id, version: 0 }], state: 'solved', owner: 'me' },
    { by: 'id', value: aResponse().id, sure: 'yes' },
  ]

  for (const [route, needs] of forTeam) {
    if (needs === 'view' || route.startsWith('GET ')) continue
    const [method = '', path = ''] = route.split(' ')
    for (const body of bodies) {
      const answer = await ask(path.replace(':id', id), method === 'DELETE' ? undefined : body, method)
      expect([route, answer.status]).toEqual([route, 403])
      const said = await answer.text()
      expect(said).toContain('Ada has the role')
      expect(said.startsWith(path.startsWith('/report/') ? '<!doctype html>' : '{')).toBe(true)
    }
  }

  expect(await everything(db)).toEqual(before)
})

/** All rows of all tables. */
async function everything(db: Awaited<ReturnType<typeof team>>['db']): Promise<unknown> {
  const tables = await db.introspection.getTables()
  const rows = tables
    // What finds words has shadows of its own, which no select reads.
    .filter(({ name }) => !name.includes('answer_words'))
    .map(async ({ name }) => [name, (await sql`select * from ${sql.table(name)}`.execute(db)).rows] as const)
  return Object.fromEntries(await Promise.all(rows))
}
