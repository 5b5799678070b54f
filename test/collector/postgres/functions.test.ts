import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { openPostgresToRead } from '../../../src/collector/store/postgres-store.ts'
import { examplesIn, page, root } from '../../docs/pages.ts'
import { aResponse } from '../a-response.ts'
import { newPostgresDatabase } from '../test-database.ts'

interface Entry {
  default: { fetch(request: Request): Promise<Response> }
  handler(event: object): Promise<{ statusCode: number; body: string }>
}

const token = 'the-operators-token'

/** The example of docs/hosting.md as a platform loads it, with the built package and this environment. */
async function entry(databaseUrl: string): Promise<Entry> {
  const [code = ''] = examplesIn(page('docs/hosting.md'))
    .map(({ code }) => code)
    .filter(code => code.startsWith('// collector.ts'))
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results/function-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const built = pathToFileURL(join(root, 'dist/collector/index.js')).href
  const file = join(folder, 'collector.ts')
  writeFileSync(file, code.replace("'howlikely/collector'", `'${built}'`))
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    HOWLIKELY_TOKEN: token,
    HOWLIKELY_SECRET: 'a-secret-of-at-least-32-characters',
  })
  onTestFinished(() => {
    for (const name of ['DATABASE_URL', 'HOWLIKELY_TOKEN', 'HOWLIKELY_SECRET']) delete process.env[name]
  })
  return import(/* @vite-ignore */ pathToFileURL(file).href)
}

const origin = 'https://answers.example'
const send = (body: string) =>
  new Request(`${origin}/responses`, {
    method: 'POST',
    body,
    headers: { origin: 'https://shop.example', 'content-type': 'text/plain' },
  })
const written = () => JSON.stringify({ ...aResponse(), sentAt: '2026-05-01T12:00:09.000Z' })

test('the function of the docs stores each answer once, and shows the report, on PostgreSQL', async () => {
  const { url, drop } = await newPostgresDatabase(inject('postgresUrl') ?? '')
  onTestFinished(drop)
  const { default: app, handler } = await entry(url)
  const answer = written()

  expect((await app.fetch(new Request(`${origin}/readyz`))).status).toBe(200)
  const stored = await app.fetch(send(answer))
  expect([stored.status, stored.headers.get('access-control-allow-origin')]).toEqual([
    204,
    'https://shop.example',
  ])
  expect((await app.fetch(send(answer))).status).toBe(204)
  expect((await app.fetch(send('nonsense'))).status).toBe(400)

  // As AWS' gateway tells of a request.
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/responses',
    rawQueryString: '',
    headers: { host: 'answers.example', origin: 'https://shop.example', 'content-type': 'text/plain' },
    requestContext: {
      domainName: 'answers.example',
      http: { method: 'POST', path: '/responses', sourceIp: '192.0.2.1' },
    },
    body: written(),
    isBase64Encoded: false,
  }
  expect(await handler(event)).toMatchObject({ statusCode: 204 })

  const asked = (path: string) =>
    app.fetch(new Request(origin + path, { headers: { authorization: `Bearer ${token}` } }))
  const exported = await (await asked('/api/responses')).text()
  expect(exported.match(/"Fast delivery"/g)).toHaveLength(2)
  expect((await app.fetch(new Request(`${origin}/api/responses`))).status).toBe(401)
  expect(await (await asked('/report')).text()).toContain('Fast delivery')
})

test('while the database is away it asks to come again, and it needs no new process once that is back', async () => {
  const server = inject('postgresUrl') ?? ''
  const name = `late_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  const { default: app } = await entry(url.href)

  const refused = await app.fetch(send(written()))
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])

  const db = openPostgresToRead({ url: server })
  onTestFinished(() => db.destroy())
  await sql`create database ${sql.id(name)}`.execute(db)
  expect((await app.fetch(send(written()))).status).toBe(204)
})
