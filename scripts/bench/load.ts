// Sends responses to a collector on this machine, and says how fast they were accepted:
// `node load.ts <ports, separated by commas> <responses> <connections> <most milliseconds>`. It speaks plain HTTP itself:
// a client that reads more of an answer than it needs would be slower than the collector it measures.
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { aResponse } from '../../test/collector/a-response.ts'

export interface Load {
  accepted: number
  /** Milliseconds from the first request to the last answer. */
  took: number
  /** Milliseconds until half of the requests, and until 99 of 100, were answered. */
  p50: number
  p99: number
}

const [portList = '', ...numbers] = process.argv.slice(2)
const ports = portList.split(',').map(Number)
const [most = 0, connections = 0, longest = 0] = numbers.map(Number)

/** Keys like the widget's: UUIDs of version 7, which begin with the time. */
function newId(): string {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const reason =
  'It came a day early, and the grinder was packed as if it were made of glass. The bag was a bit small.'
let number = 0

function newRequest(): string {
  number += 1
  const trigger = {
    ref: `${process.pid}-${number}`,
    value: 59.9,
    currency: 'EUR',
    signature: null,
    properties: {},
  }
  const now = new Date().toISOString()
  const times = { askedAt: now, scoredAt: now, endedAt: now, sentAt: now }
  const record = aResponse({ id: newId(), score: number % 11, reason, trigger, ...times })
  const body = JSON.stringify({ ...record, contact: null, respondent: null })
  return `POST /responses HTTP/1.1\r
host: 127.0.0.1\r
origin: https://shop.example\r
referer: https://shop.example/\r
user-agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r
accept: */*\r
accept-language: en-US,en;q=0.5\r
content-type: text/plain;charset=UTF-8\r
content-length: ${Buffer.byteLength(body)}\r
\r
${body}`
}

// Made in advance, so that making them takes no time from the server on a machine with few processors.
const requests = Array.from({ length: most }, newRequest)
const startedAt = performance.now()
const times: number[] = []
let begun = 0

/** Uses one connection with one request at a time; ends after the last answer. */
function send(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let sentAt = 0
    let answer = ''
    const next = () => {
      sentAt = performance.now()
      const request = requests[begun]
      if (request === undefined || sentAt - startedAt > longest) return void socket.end()
      begun += 1
      answer = ''
      socket.write(request)
    }
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('connect', next)
    socket.on('data', (chunk: string) => {
      answer += chunk
      if (!answer.includes('\r\n\r\n')) return
      if (!answer.startsWith('HTTP/1.1 204')) return void reject(new Error(`Not accepted: ${answer}`))
      times.push(performance.now() - sentAt)
      next()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve())
  })
}

await Promise.all(Array.from({ length: connections }, (_, number) => send(ports[number % ports.length] ?? 0)))

const took = performance.now() - startedAt
times.sort((one, other) => one - other)
const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
process.send?.({ accepted: times.length, took, p50: at(0.5), p99: at(0.99) } satisfies Load)
process.disconnect?.()
