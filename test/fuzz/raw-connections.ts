import { connect } from 'node:net'
import type { Dice } from '../faults/dice.ts'

const head = (more: string, client = '198.18.255.255') =>
  `POST /responses HTTP/1.1\r\nHost: collector\r\nX-Forwarded-For: ${client}\r\nContent-Type: text/plain\r\n${more}`

/** Bytes that are no HTTP, or HTTP that two readers may read differently. */
export function rawBytes(dice: Dice): string {
  // Each is a client of its own, or one client's limit would answer for all.
  const octet = () => Math.floor(dice.random() * 256)
  const client = `198.19.${octet()}.${octet()}`
  const post = (more: string) => head(more, client)
  return dice.pick([
    '\0\0\0\0\r\n\r\n',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /responses HTTP/1.1\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: collector\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: collector\r\n${'X-Long: y\r\n'.repeat(3000)}\r\n`,
    `GET http://[::1 HTTP/1.1\r\nHost: collector\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: \x7f\xff bad\r\n\r\n`,
    `GET /a b HTTP/1.1\r\nHost: collector\r\n\r\n`,
    post('Content-Length: -1\r\n\r\n'),
    post('Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}'),
    post('Content-Length: 99999999999999999999\r\n\r\n{}'),
    post('Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
    post('Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n'),
    post('Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n'),
    post('Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'),
    post(`Transfer-Encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(40_000)}`),
    post('Content-Length: 500\r\n\r\n{"half":'),
    post('Expect: 200-maybe\r\nContent-Length: 2\r\n\r\n{}'),
    post('Content-Length: 2\r\n\r\n{}GET /healthz HTTP/1.1\r\nHost: collector\r\n\r\n'),
    `CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: collector\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
  ])
}

/** Sends it, hangs up after a moment, and resolves to the statuses that came back. */
export function sendRaw(port: number, text: string): Promise<number[]> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    socket.setTimeout(300, () => socket.destroy())
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
    })
    // The collector hangs up, too, and in the midst of what is being sent.
    socket.on('error', () => {})
    socket.on('close', () => {
      resolve([...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status)))
    })
  })
}

/** Connections that say one byte at a time, and never come to an end. */
export function startSlowSenders(port: number, count: number) {
  let cutOff = 0
  const sockets = Array.from({ length: count }, (_, index) => {
    const slow =
      index % 2 === 0 ? head('Content-Length: 30000\r\n\r\n') : 'POST /responses HTTP/1.1\r\nX-Slow: '
    const socket = connect(port, '127.0.0.1', () => socket.write(slow))
    const drip = setInterval(() => socket.write('x'), 500)
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(drip)
      cutOff += 1
    })
    return socket
  })
  return {
    cutOff: () => cutOff,
    stop() {
      for (const socket of sockets) socket.destroy()
    },
  }
}
