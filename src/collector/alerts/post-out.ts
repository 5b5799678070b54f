import { lookup } from 'node:dns'
import { request as plainRequest, type RequestOptions } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { SendProblem } from '../../report/api/alerts.ts'
import { retryAfterOf } from './backoff.ts'
import type { Attempt } from './message.ts'
import { isPrivateAddress, isPrivateHost } from './private-address.ts'

/** A request to somebody's hook. */
export interface HookRequest {
  address: string
  headers: Readonly<Record<string, string>>
  body: string
}

/** Posts to a hook and returns the outcome; never throws. `stop` aborts it. */
export type Post = (hook: HookRequest, stop: AbortSignal) => Promise<Attempt>

/** Milliseconds that a hook may take to answer. */
const hookTimeout = 10_000

/** Bytes of the response's body to wait for; none of them are used. */
const longestAnswer = 64 * 1024

interface Setting {
  /** Whether hooks may be in the collector's own network, or without TLS. */
  toPrivate: boolean
  /** Milliseconds since 1970. */
  now: () => number
  /** @default 10 s */
  timeout?: number
}

/**
 * Sends to hooks. Redirects are not followed: one could lead to a forbidden address. Whether an address is forbidden is
 * checked on the very address the connection is made to, since a name may resolve to another a moment later.
 */
export function createPost({ toPrivate, now, timeout = hookTimeout }: Setting): Post {
  return async ({ address, headers, body }, stop) => {
    const url = new URL(address)
    if (!toPrivate && (url.protocol !== 'https:' || isPrivateHost(url.hostname))) return failed('private')
    const late = AbortSignal.timeout(timeout)
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'howlikely' },
      // A connection of its own, which ends with the response.
      agent: false,
      signal: AbortSignal.any([stop, late]),
      ...(toPrivate ? {} : { lookup: publicLookup }),
    }
    return new Promise(resolve => {
      const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options, response => {
        resolve(attemptOf(response.statusCode ?? 0, response.headers['retry-after'], now()))
        let length = 0
        response.on('data', (chunk: Buffer) => {
          length += chunk.length
          if (length > longestAnswer) response.destroy()
        })
        // The status already counts.
        response.on('error', () => {})
      })
      request.on('error', error => resolve(failed(late.aborted ? 'timeout' : problemOf(error))))
      request.end(body)
    })
  }
}

function attemptOf(status: number, retryAfter: string | undefined, now: number): Attempt {
  if (status >= 200 && status < 300) return { ok: true, status }
  const problem = status >= 300 && status < 400 ? 'redirect' : 'status'
  return { ok: false, status, problem, retryAfter: retryAfterOf(retryAfter, now) }
}

export const failed = (problem: SendProblem, status: number | null = null): Attempt => ({
  ok: false,
  status,
  problem,
})

class PrivateAddress extends Error {
  override name = 'PrivateAddress'
}

/** Resolves a name, and fails if any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, found) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, [])
    const [first] = addresses
    if (!first || addresses.some(({ address }) => isPrivateAddress(address)))
      return found(new PrivateAddress('It leads to a private address.'), [])
    return options.all ? found(null, addresses) : found(null, first.address, first.family)
  })
}

/** Translates the system's connection error into one of the problems the page knows. */
export function problemOf(error: unknown): SendProblem {
  if (error instanceof PrivateAddress) return 'private'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ENOTFOUND|EAI_AGAIN|EDNS)$/.test(code)) return 'no-host'
  if (/^(ETIMEDOUT|ESOCKETTIMEDOUT)$/.test(code)) return 'timeout'
  if (/^(ECONN|EPIPE|EHOST|ENET|ESOCKET|EADDR|HPE_)/.test(code)) return 'no-connection'
  if (/TLS|SSL|CERT|SELF_SIGNED|UNABLE_TO|EPROTO|ALTNAME/.test(code)) return 'tls'
  return 'failed'
}
