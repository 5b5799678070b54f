import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createDice } from '../faults/dice.ts'
import { type RunningCollector, startCollector } from '../support/collector.ts'
import { type Message, makeFlood, makeTry, type Try } from './messages.ts'
import { rawBytes, sendRaw, startSlowSenders } from './raw-connections.ts'

export interface FuzzOptions {
  tries: number
  seed: number
  /** Waits until the slow senders are cut off, which takes half a minute. @default false */
  waitForSlow?: boolean
}

export interface FuzzFigures {
  tries: number
  /** Tries of which everything sent was accepted and stored, or was already there. */
  accepted: number
  /** Requests, by the status that they got. */
  statuses: ReadonlyMap<number, number>
  /** Connections with bytes that are no proper HTTP. */
  raw: number
  slow: { senders: number; cutOff: number }
  /** Bytes of the collector's process, after a warm-up and in the end; null if the system doesn't say. */
  memory: { start: number | null; end: number | null }
  /** Followed: their last revision is known, and was found. The others are only known to do no harm. */
  responses: { followed: number; stored: number }
  /** Violations, each with the try that shows it. */
  wrong: string[]
}

/** The statuses in the collector's documentation; any other is wrong. */
const documented = new Set([200, 204, 207, 302, 303, 400, 401, 403, 404, 405, 413, 415, 422, 429])
/** What Node itself answers if it cannot read the request at all. */
const ofHttp = new Set([200, 204, 302, 400, 404, 405, 408, 413, 417, 422, 431])

/** The error codes that a page or a stranger can bring about; 503 takes a store that fails. */
export const errorCodes = [400, 401, 403, 404, 405, 413, 415, 422, 429] as const

const origin = 'https://shop.example'
const perMinute = 60
const atOnce = 24
const slowSenders = 40

interface Answer {
  status: number
  body: string
}

/** Throws everything that `makeTry` can think of at a collector of its own, and checks what it answers and stores. */
export async function fuzz({ tries, seed, waitForSlow = false }: FuzzOptions): Promise<FuzzFigures> {
  const collector = await startCollector({
    environment: {
      TRUSTED_PROXIES: '127.0.0.1',
      RATE_LIMIT: String(perMinute),
      ALLOWED_ORIGINS: origin,
    },
  })
  const { token, url } = collector
  const port = Number(new URL(url).port)
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const statuses = new Map<number, number>()
  const wrong: string[] = []
  const given = new Map<string, { revision: number; state: string }>()
  let accepted = 0

  const run = async ({ kind, messages, records }: Try, number: number) => {
    const blame = (what: string) => {
      if (wrong.length < 20) wrong.push(`${what} (try ${number}, ${kind}, seed ${seed})`)
    }
    // Each try is a client of its own, except the flood.
    const client = `198.18.${(number >> 8) & 255}.${number & 255}`
    let isAccepted = true
    for (const [index, message] of messages.entries()) {
      const { status, body } = await send(port, agent, message, client)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (!documented.has(status)) blame(`${status}, which is not documented`)
      if (body.includes(token)) blame(`${status} with the operator's token in it`)
      if (status >= 400 && message.path === '/responses') judgeComplaint(body, message, blame)
      if (status === 204 && message.method === 'POST') {
        const record = records[index]
        if (record) keep(given, record)
      } else isAccepted = false
    }
    if (isAccepted) accepted += 1
  }

  const slow = startSlowSenders(port, slowSenders)
  const warmUp = Math.min(1000, Math.floor(tries / 5))
  const memory: FuzzFigures['memory'] = { start: null, end: null }
  let next = 0
  const work = async (until: number) => {
    while (next < until) {
      const number = next
      next += 1
      await run(makeTry(seed, number, { token, origin }), number)
    }
  }
  const inParallel = (until: number) => Promise.all(Array.from({ length: atOnce }, () => work(until)))

  try {
    await inParallel(warmUp)
    memory.start = collector.memory()
    await inParallel(tries)
    await run(makeFlood(seed, 2 * perMinute), tries)
    const raw = await sendAllRaw(port, seed, Math.ceil(tries / 20), wrong)
    if (waitForSlow) await until(() => slow.cutOff() === slowSenders, 60_000)
    memory.end = collector.memory()
    await lookAtReport(collector, wrong)
    const stored = compareStored(collector, given, wrong)
    const output = collector.output()
    if (/failed:|cannot be/i.test(output)) wrong.push(`The collector said: ${output.slice(0, 500)}`)
    if (output.includes(token)) wrong.push('The token stands in the log.')
    return {
      tries: tries + 1,
      accepted,
      statuses,
      raw,
      slow: { senders: slowSenders, cutOff: slow.cutOff() },
      memory,
      responses: { followed: given.size, stored },
      wrong,
    }
  } finally {
    slow.stop()
    agent.destroy()
    await collector.stop()
  }
}

function send(port: number, agent: Agent, message: Message, client: string): Promise<Answer> {
  const { method, path, headers, body = '' } = message
  return new Promise((resolve, reject) => {
    const length = method === 'GET' || method === 'HEAD' ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        agent,
        method,
        path,
        headers: { ...headers, ...length, 'x-forwarded-for': client },
      },
      response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', chunk => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
        response.on('error', reject)
      },
    )
    sent.setTimeout(20_000, () => sent.destroy(new Error('no answer within 20 seconds')))
    sent.on('error', error => {
      // A body that is refused before its end: the answer may be lost with the connection.
      if ('code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET')) {
        resolve({ status: 413, body: '' })
      } else reject(error)
    })
    sent.end(method === 'GET' || method === 'HEAD' ? undefined : body)
  })
}

/** Each refusal says briefly what is wrong, and never returns what was sent. */
function judgeComplaint(body: string, { method }: Message, blame: (what: string) => void): void {
  if (method === 'HEAD' || body === '') return
  const complaint: unknown = JSON.parse(body)
  const fields = Object.keys(Object(complaint)).join()
  if (fields !== 'error,field,found,allowed') blame(`a complaint with the fields ${fields}`)
  if (body.length > 2000) blame(`a complaint of ${body.length} characters`)
}

/** What a correct collector has after this message. */
function keep(
  given: Map<string, { revision: number; state: string }>,
  { id, revision, state }: { id: string; revision: number; state: string },
): void {
  const before = given.get(id)
  if (!before || (revision > before.revision && before.state !== 'answered'))
    given.set(id, { revision, state })
}

async function sendAllRaw(port: number, seed: number, count: number, wrong: string[]): Promise<number> {
  const dice = createDice(seed)
  const texts = Array.from({ length: count }, () => rawBytes(dice))
  for (let at = 0; at < count; at += atOnce) {
    await Promise.all(
      texts.slice(at, at + atOnce).map(async text => {
        for (const status of await sendRaw(port, text)) {
          if (!ofHttp.has(status)) wrong.push(`${status} for ${JSON.stringify(text.slice(0, 80))}`)
        }
      }),
    )
  }
  return count
}

/** The operator's pages still open, and run nothing that visitors wrote. */
async function lookAtReport({ url, token }: RunningCollector, wrong: string[]): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  const [report, csv] = await Promise.all(
    ['/report', '/api/responses?format=csv'].map(async path => {
      const answer = await fetch(`${url}${path}`, { headers })
      if (answer.status !== 200) wrong.push(`${path} answers ${answer.status} afterwards`)
      return answer.text()
    }),
  )
  if (/<script|<img/i.test(report ?? '')) wrong.push('Markup of a visitor stands in the report.')
  if (/(^|,)"[=+\-@\t\r]/m.test(csv ?? '')) wrong.push('A formula of a visitor stands in the table.')
}

/** Checks that every accepted response is there once, at the latest revision, and that the file is intact. */
function compareStored(
  { dataFolder }: RunningCollector,
  given: ReadonlyMap<string, { revision: number; state: string }>,
  wrong: string[],
): number {
  const database = new DatabaseSync(join(dataFolder, 'howlikely.sqlite'), { timeout: 5000 })
  const check = JSON.stringify(database.prepare('pragma integrity_check').all())
  if (check !== '[{"integrity_check":"ok"}]') wrong.push(`The file: ${check}`)
  const rows = database.prepare('select id, revision, state from response').all()
  database.close()
  const stored = new Map(rows.map(({ id, revision, state }) => [String(id), { revision, state }]))
  for (const [id, { revision, state }] of given) {
    const kept = stored.get(id)
    if (kept?.revision !== revision || kept.state !== state) {
      wrong.push(`${id} was accepted as ${revision}/${state}, and is ${kept?.revision}/${kept?.state}`)
    }
  }
  return rows.length
}

async function until(isSo: () => boolean, mostMs: number): Promise<void> {
  const end = Date.now() + mostMs
  while (!isSo() && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 250))
}
