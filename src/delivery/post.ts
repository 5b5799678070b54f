import type { Browser } from '../browser/browser.ts'
import type { Settings } from '../options/settings.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { toJson } from '../protocol/to-json.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { fitRecord } from './fit-record.ts'

/** How the endpoint answered a message. */
export interface Reply {
  /** The HTTP status; 0 for no answer, 300 for a redirect, which is not followed. */
  status: number
  /** The `Retry-After` header, or null. */
  retryAfter: string | null
}

/** How long to wait for an endpoint that never answers, so that it doesn't hold up everything else. */
const postTimeout: Milliseconds = 30_000

/** Encodes a record. Across origins texts and forms need no preflight, which a closing page may not live to see. */
function encode(record: ResponseRecord, { endpoint, format, headers }: Settings, url: string) {
  const json = toJson(fitRecord(record))
  const isSameOrigin = `${endpoint}`.startsWith(`${new URL(url).origin}/`)
  const isJson = format === 'json' || (format === 'auto' && isSameOrigin)
  return {
    body: format === 'form' ? new URLSearchParams({ response: json }) : json,
    headers: isJson ? { ...headers, 'Content-Type': 'application/json' } : headers,
  }
}

/**
 * Sends one record as it stands. Never rejects.
 * @param keepalive whether the request may outlive its page; all such requests of a page share 64 KiB
 */
export async function post(
  browser: Pick<Browser, 'fetch' | 'page'>,
  settings: Settings,
  record: ResponseRecord,
  keepalive: boolean,
): Promise<Reply> {
  const { endpoint, credentials } = settings
  const signal = AbortSignal.timeout(postTimeout)
  try {
    // Only the package accepts a function as the endpoint, and its browser's `fetch` calls it.
    const response = await browser.fetch(endpoint as string, {
      ...encode(record, settings, browser.page().url),
      method: 'POST',
      credentials,
      redirect: 'manual',
      keepalive,
      signal,
    })
    // An unread response keeps using its share of the 64 KiB.
    response.text().catch(() => {})
    const status = response.type === 'opaqueredirect' ? 300 : response.status
    return { status, retryAfter: response.headers.get('Retry-After') }
  } catch {
    return { status: 0, retryAfter: null }
  }
}
