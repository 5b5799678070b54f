import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { trustedProxies } from '../../src/collector/client.ts'
import { type ServerLimits, startServer, usualLimits } from '../../src/collector/server.ts'

const impatient = { ...usualLimits, headersMs: 200, requestMs: 600 }

async function aServer(limits: ServerLimits, proxies: readonly string[] = []) {
  const trusted = trustedProxies(proxies)
  if (!trusted.ok) throw new Error(trusted.wrong)
  const answer = async (request: Request) => new Response(await request.text())
  const server = await startServer(
    answer,
    { port: 0, host: '127.0.0.1', trustedProxies: trusted.proxies },
    limits,
  )
  onTestFinished(() => server.stop(0))

  return async (begins: string, from = '127.0.0.1') => {
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: from })
    onTestFinished(() => void socket.destroy())
    // It may be cut off.
    socket.on('error', () => {})
    await once(socket, 'connect')
    socket.write(begins)
    return socket
  }
}

/** All that comes until the connection ends. */
async function restOf(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', piece => {
    text += piece
  })
  await once(socket, 'close')
  return text
}

const post = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n'

test.each([
  ['headers that never end', post],
  ['a body that never ends', `${post}\r\nabc`],
])('a request with %s is ended', async (_case, begins) => {
  const open = await aServer(impatient)

  expect(await restOf(await open(begins))).toMatch(/^HTTP\/1\.1 408 /)
})

test('one that ends is answered', async () => {
  const open = await aServer(usualLimits)

  expect(await restOf(await open(`${post}Connection: close\r\n\r\nhello`))).toMatch(
    /^HTTP\/1\.1 200 .*hello$/s,
  )
})

test('beyond as many connections as may be, the next is closed, and once one has gone there is room', async () => {
  const open = await aServer({ ...usualLimits, connections: 3 })
  const first = [await open(''), await open(''), await open('')]

  expect(await restOf(await open(post))).toBe('')

  for (const socket of first) socket.destroy()
  const whole = `${post}Connection: close\r\n\r\nhello`
  await expect.poll(async () => restOf(await open(whole))).toContain('hello')
})

test('one client gets its share of the connections, and others find room; a configured proxy may use all of them', async () => {
  const limits = { ...usualLimits, connections: 10, ofOneClient: 3 }
  const whole = `${post}Connection: close\r\n\r\nhello`
  const open = await aServer(limits)
  const held = [await open(''), await open(''), await open('')]

  expect(await restOf(await open(whole))).toBe('')
  expect(await restOf(await open(whole, '127.0.0.2'))).toContain('hello')
  held[0]?.destroy()
  await expect.poll(async () => restOf(await open(whole))).toContain('hello')

  const behind = await aServer(limits, ['127.0.0.1'])
  for (let times = 0; times < 5; times += 1) await behind('')
  expect(await restOf(await behind(whole))).toContain('hello')
})

test('the usual limits are those that are promised', () => {
  expect(usualLimits).toEqual({ headersMs: 10_000, requestMs: 30_000, connections: 10_000, ofOneClient: 500 })
})
