import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { startClosableServer } from './closable-server.ts'

/** What an endpoint does with one POST. */
export type Reaction =
  | { does: 'accept'; afterMs?: number }
  /** Takes nothing, and says so with a status. */
  | { does: 'answer'; status: number; retryAfter?: string }
  /** The connection breaks once the headers have come, before the body is read. */
  | { does: 'reset' }
  /** Takes the message, but the connection breaks before a word of the answer. */
  | { does: 'take and reset' }
  /** Takes the message; the answer breaks off within its head, or within its body. */
  | { does: 'take and break off'; within: 'head' | 'body' }
  /** Takes the message, and never answers. */
  | { does: 'take and hang' }
  /** Takes nothing, and never answers. */
  | { does: 'hang' }
  /** Takes the message, but the page may not know: no CORS headers. A preflight is refused outright. */
  | { does: 'refuse CORS' }
  /** Takes nothing and points elsewhere: to a path here, or to another origin. */
  | { does: 'redirect'; to: string; status?: 301 | 302 | 307 | 308 }

/** One POST whose body arrived whole. */
export interface Received {
  record: ResponseRecord
  contentType: string
  /** Whether an endpoint would have it now, whatever the page was told. */
  taken: boolean
}

/** An endpoint without a collector: it keeps every body that arrived whole, and misbehaves as it is told. */
export interface Recorder {
  /** The address for answers: another origin than the page's. */
  url: string
  received: readonly Received[]
  /** Requests by another method or to another path, such as after a redirect. */
  strays: readonly string[]
  /** Hears of each reaction that was injected, `accept` left out, and of the record if its body came whole. */
  onInjected(hears: (name: string, record: ResponseRecord | null) => void): void
  /** One reaction per POST, in order; when they are used up, `otherwise`, which is to accept. */
  react(reactions: readonly Reaction[], otherwise?: Reaction): void
  /** Connections are refused from now on, and those that are open break. */
  refuse(): Promise<void>
  /** The other way round, at the same address. */
  listen(): Promise<void>
  stop(): Promise<void>
}

/** The responses that a correct endpoint counts: each once, with later revisions replacing earlier ones. */
export function counted(received: readonly Received[]): ResponseRecord[] {
  const byId = new Map<string, ResponseRecord>()
  for (const { record, taken } of received) {
    const known = byId.get(record.id)
    if (taken && (!known || (record.revision > known.revision && known.state !== 'answered')))
      byId.set(record.id, record)
  }
  return [...byId.values()]
}

/** The name of a reaction in a table. */
export const nameOf = (reaction: Reaction): string => {
  switch (reaction.does) {
    case 'answer':
      return `answer ${reaction.status}${reaction.retryAfter ? ' with Retry-After' : ''}`
    case 'take and break off':
      return `take and break off within the ${reaction.within}`
    case 'redirect':
      return `redirect to ${reaction.to.startsWith('/') ? 'the same' : 'another'} origin`
    case 'accept':
      return 'accept slowly'
    default:
      return reaction.does
  }
}

export async function startRecorder(): Promise<Recorder> {
  const received: Received[] = []
  const strays: string[] = []
  let planned: Reaction[] = []
  let otherwise: Reaction = { does: 'accept' }
  let hears: (name: string, record: ResponseRecord | null) => void = () => {}

  const tell = (reaction: Reaction, record: ResponseRecord | null) => {
    if (reaction.does !== 'accept' || reaction.afterMs) hears(nameOf(reaction), record)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const allow = {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'content-type',
      'access-control-expose-headers': 'Retry-After',
    }
    if (request.method === 'OPTIONS') {
      const reaction = planned[0] ?? otherwise
      const isRefused = reaction.does === 'refuse CORS'
      if (isRefused) {
        planned.shift()
        tell(reaction, null)
      }
      response.writeHead(isRefused ? 403 : 204, isRefused ? {} : allow).end()
      return
    }
    if (request.method !== 'POST' || request.url !== '/answers') {
      strays.push(`${request.method} ${request.url}`)
      response.writeHead(404, allow).end()
      return
    }
    const reaction = planned.shift() ?? otherwise
    if (reaction.does === 'reset') {
      tell(reaction, null)
      request.socket.resetAndDestroy()
      return
    }
    const body = await readWhole(request)
    const record: ResponseRecord | null = body && JSON.parse(textOf(body, request))
    tell(reaction, record)
    if (record === null) return
    const isTaken = !['answer', 'redirect', 'hang'].includes(reaction.does)
    received.push({
      record,
      contentType: request.headers['content-type'] ?? '',
      taken: isTaken,
    })
    const { socket } = request
    switch (reaction.does) {
      case 'accept':
        if (reaction.afterMs) await later(reaction.afterMs)
        response.writeHead(204, allow).end()
        break
      case 'answer': {
        const { status, retryAfter } = reaction
        response
          .writeHead(status, { ...allow, ...(retryAfter && { 'retry-after': retryAfter }) })
          .end(status === 204 ? '' : 'No.')
        break
      }
      case 'redirect':
        response.writeHead(reaction.status ?? 307, { ...allow, location: reaction.to }).end()
        break
      case 'take and reset':
        socket.resetAndDestroy()
        break
      case 'take and break off':
        if (reaction.within === 'head') socket.end('HTTP/1.1 200 OK\r\nAccess-Contr')
        else {
          response.writeHead(200, { ...allow, 'content-length': 1000 }).write('{"half":')
          response.write(' "an answer', () => socket.destroy())
        }
        break
      case 'refuse CORS':
        response.writeHead(204).end()
        break
      default: // It hangs.
    }
  }

  const server = await startClosableServer(serve)
  return {
    url: `${server.url}/answers`,
    received,
    strays,
    onInjected(listener) {
      hears = listener
    },
    react(reactions, last = { does: 'accept' }) {
      planned = [...reactions]
      otherwise = last
    },
    refuse: server.refuse,
    listen: server.listen,
    stop: server.refuse,
  }
}

const later = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Null if the sender broke off. */
async function readWhole(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk)
  } catch {
    return null
  }
  return request.complete ? Buffer.concat(chunks) : null
}

function textOf(body: Buffer, request: IncomingMessage): string {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  return isForm ? (new URLSearchParams(body.toString()).get('response') ?? '') : body.toString()
}
