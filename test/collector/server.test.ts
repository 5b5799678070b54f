import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type ServerLimits, startServer, usualLimits } from '../../src/collector/server.ts'

const impatient = { ...usualLimits, headersMs: 200, requestMs: 600 }

async function aServer(limits: ServerLimits) {
  const answer = async (request: Request) => new Response(await request.text())
  const server = await startServer(answer, { port: 0, host: '127.0.0.1' }, limits)
  onTestFinished(() => server.stop(0))

  return async (begins: string) => {
    const socket = connect(server.port, '127.0.0.1')
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

test('the usual limits are those that are promised', () => {
  expect(usualLimits).toEqual({ headersMs: 10_000, requestMs: 30_000, connections: 10_000 })
})
