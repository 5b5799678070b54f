import { expect, test } from 'vitest'
import { loadConfigFile } from '../../src/options/config-file.ts'
import { aPageOf } from '../doubles/browser.ts'

let files = 0

/** The options read from a file, at an address not loaded before, and the console's output. */
async function read(text: string, status = 200) {
  files += 1
  const said: string[] = []
  const asked: string[] = []
  const options = loadConfigFile(`/options-${files}.json`, {
    page: () => aPageOf({ url: 'https://shop.example/thanks', path: '/thanks' }),
    async fetch(url) {
      asked.push(url)
      return new Response(text, { status })
    },
    warn: sentence => void said.push(sentence),
  })
  return { options: await options.catch(() => 'nobody is asked' as const), said, asked }
}

test('options are read from the file, at the site’s own address', async () => {
  const { options, asked } = await read('{ "company": "Shop", "delay": "5s" }')

  expect(options).toEqual({ company: 'Shop', delay: '5s' })
  expect(asked).toEqual([`https://shop.example/options-${files}.json`])
})

test.each([
  ['endpoint', '{ "company": "Shop", "endpoint": "https://evil.example/" }'],
  ['headers', '{ "company": "Shop", "headers": { "x-evil": "1" } }'],
  ['credentials', '{ "company": "Shop", "credentials": "include" }'],
  ['all of them', '{ "endpoint": "/a", "headers": {}, "credentials": "include", "company": "Shop" }'],
])('it cannot say where answers go, nor what goes with them: %s', async (_case, text) => {
  expect((await read(text)).options).toEqual({ company: 'Shop' })
})

test('nor by the way of prototypes', async () => {
  const { options } = await read(
    '{ "__proto__": { "endpoint": "https://evil.example/" }, "company": "Shop" }',
  )

  expect((options as Record<string, unknown>).endpoint).toBeUndefined()
  expect({}).not.toHaveProperty('endpoint')
})

test.each([
  ['that is not there', 'Not found', 404],
  ['that is no JSON', 'company: Shop', 200],
  ['that holds no object', 'null', 200],
])('a file %s has nobody asked, and one sentence says so', async (_case, text, status) => {
  const { options, said } = await read(text, status)

  expect(options).toBe('nobody is asked')
  expect(said).toEqual(['the options at data-config could not be loaded, so nobody is asked on this page.'])
})
