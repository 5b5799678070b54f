import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPost } from '../../../src/collector/alerts/post-out.ts'
import { type HookRecorder, startHookRecorder } from '../../support/hook-recorder.ts'
import { now } from '../test-collector.ts'

let hook: HookRecorder
beforeAll(async () => {
  hook = await startHookRecorder()
})
afterAll(() => hook.refuse())

const setting = { toPrivate: true, now: () => now }
const never = new AbortController().signal
const to = (address: string) => ({ address, headers: { 'idempotency-key': 'key' }, body: '{"text":"å"}' })

test('a message arrives as it is, with its headers, and 2xx is enough', async () => {
  hook.answer(204)

  const attempt = await createPost(setting)(to(`${hook.url}/T1?a=b`), never)

  expect(attempt).toEqual({ ok: true, status: 204 })
  expect(hook.messages.at(-1)).toMatchObject({
    path: '/T1?a=b',
    body: '{"text":"å"}',
    headers: { 'idempotency-key': 'key', 'content-length': '13' },
  })
})

test.each([
  [500, {}, 'status', 0],
  [404, {}, 'status', 0],
  [429, { 'retry-after': '7' }, 'status', 7000],
  [302, { location: '/elsewhere' }, 'redirect', 0],
  [307, { location: 'http://127.0.0.1:1/' }, 'redirect', 0],
])('%s is not enough', async (status, headers, problem, retryAfter) => {
  hook.answer(status, headers)
  const before = hook.messages.length

  const attempt = await createPost(setting)(to(hook.url), never)

  expect(attempt).toEqual({ ok: false, status, problem, retryAfter })
  expect(hook.messages).toHaveLength(before + 1)
})

test('a hook that does not answer is left, and so is one that answers without end', async () => {
  hook.answer('hang')
  expect(await createPost({ ...setting, timeout: 50 })(to(hook.url), never)).toEqual({
    ok: false,
    status: null,
    problem: 'timeout',
  })

  let closed = () => {}
  const isClosed = new Promise<void>(resolve => {
    closed = resolve
  })
  const endless = createServer((_, response) => {
    response.writeHead(200)
    const write = () => {
      while (response.write('x'.repeat(16_384)));
    }
    response.on('drain', write).on('close', closed)
    write()
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => endless.once('listening', resolve))
  const address = endless.address()
  const port = typeof address === 'object' ? address?.port : 0
  expect(await createPost(setting)(to(`http://127.0.0.1:${port}/`), never)).toEqual({ ok: true, status: 200 })
  await isClosed
  endless.close()
})

test('requests under way are broken off when it is stopped', async () => {
  hook.answer('hang')
  const stop = new AbortController()
  const before = hook.messages.length
  const attempt = createPost(setting)(to(hook.url), stop.signal)
  await expect.poll(() => hook.messages.length).toBe(before + 1)

  stop.abort()

  expect((await attempt).ok).toBe(false)
})

test('a hook that nobody listens at, or whose name nobody knows, is told apart', async () => {
  const port = Number(new URL(hook.url).port)
  await hook.refuse()
  expect(await createPost(setting)(to(`http://127.0.0.1:${port}/`), never)).toMatchObject({
    problem: 'no-connection',
  })
  await hook.listen()
  expect(await createPost(setting)(to('http://nobody.invalid/'), never)).toMatchObject({ problem: 'no-host' })
})

describe('unless it is allowed, nothing leaves for', () => {
  test.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/meta-data',
    'https://0177.0.0.1/',
    'http://hooks.example/',
  ])('%s', async address => {
    const post = createPost({ ...setting, toPrivate: false })

    expect(await post(to(address), never)).toEqual({ ok: false, status: null, problem: 'private' })
  })
})
