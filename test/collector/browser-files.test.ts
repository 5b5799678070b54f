import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { browserFolder } from '../../src/collector/browser-folder.ts'
import { testCollector } from './test-collector.ts'

const loader = 'console.log("loader")'

async function collectorWithFiles() {
  const root = mkdtempSync(join(tmpdir(), 'howlikely-files-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const folder = join(root, 'browser')
  mkdirSync(join(folder, 'locales'), { recursive: true })
  writeFileSync(join(root, 'secret.js'), 'secret')
  for (const name of [
    'howlikely.js',
    'howlikely.full.js',
    'survey.1a2B-_3d.js',
    'locales/sv.0a1b2c3d.js',
    'notes.txt',
    'THIRD-PARTY.txt',
  ]) {
    writeFileSync(join(folder, name), loader)
  }
  const { collector } = await testCollector({ browserFiles: browserFolder(folder) })
  return {
    folder,
    get: (path: string, headers = {}) =>
      collector.fetch(new Request(`http://collector/${path}`, { headers })),
  }
}

test.each([
  ['howlikely.js', 'public, max-age=3600, stale-while-revalidate=86400'],
  ['howlikely.full.js', 'public, max-age=3600, stale-while-revalidate=86400'],
  ['survey.1a2B-_3d.js', 'public, max-age=31536000, immutable'],
  ['locales/sv.0a1b2c3d.js', 'public, max-age=31536000, immutable'],
])('%s may be loaded by any page and kept as long as its name lasts', async (path, cacheControl) => {
  const { get } = await collectorWithFiles()

  const answer = await get(path)

  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(loader)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': cacheControl,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  })
})

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['identity', null],
])('a browser that accepts "%s" gets it in %s', async (accepted, encoding) => {
  const { get } = await collectorWithFiles()

  const answer = await get('howlikely.js', { 'accept-encoding': accepted })

  expect(answer.headers.get('content-encoding')).toBe(encoding)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync, plain: (packed: Uint8Array) => packed }
  expect(
    new TextDecoder().decode(unpack[encoding === 'br' || encoding === 'gzip' ? encoding : 'plain'](bytes)),
  ).toBe(loader)
})

test('the licences of the libraries in the scripts are to be had, as text', async () => {
  const { get } = await collectorWithFiles()

  const answer = await get('THIRD-PARTY.txt')

  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('a browser that has the file is told so, until the file changes', async () => {
  const { folder, get } = await collectorWithFiles()
  const etag = (await get('howlikely.js')).headers.get('etag') ?? ''

  expect((await get('howlikely.js', { 'if-none-match': etag })).status).toBe(304)
  writeFileSync(join(folder, 'howlikely.js'), 'console.log("a new loader")')
  utimesSync(join(folder, 'howlikely.js'), new Date(), new Date(Date.now() + 10_000))
  const changed = await get('howlikely.js', { 'if-none-match': etag })

  expect(changed.status).toBe(200)
  expect(await changed.text()).toBe('console.log("a new loader")')
})

test.each(['nothing.js', 'notes.txt', '..%2fsecret.js', 'locales/../../secret.js', 'locales', '%00.js'])(
  '/%s is not to be had',
  async path => {
    const { get } = await collectorWithFiles()

    const answer = await get(path)

    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: 'Not found. There is no page at this address.' })
  },
)

test('a person who goes astray gets a page', async () => {
  const { get } = await collectorWithFiles()

  const answer = await get('nowhere', { accept: 'text/html,*/*' })

  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('<h1>Not found</h1>')
})
