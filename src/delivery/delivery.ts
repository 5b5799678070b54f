import type { ResponseRecord } from '../protocol/response.ts'
import type { AskingDesk } from '../showing/asking-part.ts'
import type { Stage } from '../showing/stage.ts'
import { afterAcceptance, type Entry, isDone, newEntry, parseEntry } from './outbox.ts'
import { instant, type StoredRecord } from './record.ts'

/** A try that the endpoint did not accept. */
export interface Refusal {
  /** The HTTP status; 0 for no answer, 300 for a redirect, which is not followed. */
  status: number
  /** The header, or null. */
  retryAfter: string | null
  /** It was sent so that it outlives its page, for which a page's scripts have 64 KiB. */
  keepalive: boolean
}

export interface Delivery {
  /** Keeps a record, before anything is sent. False where it could not be stored: then only this page has it. */
  keep(record: StoredRecord, open: boolean): boolean
  /**
   * Sends one record as it stands, waiting for no lock; resolves to whether the endpoint has it.
   * @param keepalive outlives its page @default true
   */
  send(id: string, keepalive?: boolean): Promise<boolean>
  /** What is being sent by this page. */
  onTheWay: ReadonlySet<string>
  entries(): Entry[]
  find(id: string): Entry | undefined
  /** False where it could not be stored. What is done is dropped. */
  write(entry: Entry): boolean
  drop(id: string): void
  /** Erases what only this page has. */
  forget(): void
}

/**
 * The outbox at work: one record per POST, kept until the endpoint has accepted it, at least once. What is not accepted
 * at the first try is the later part's business.
 *
 * @param refused told of each try that did not succeed; resolves to whether another one at once did
 */
export function createDelivery(
  { environment, settings, key, happened }: AskingDesk,
  stage: Stage,
  refused: (id: string, refusal: Refusal) => Promise<boolean | undefined>,
): Delivery {
  const { local, now, page } = environment
  /** What could not be stored lives as long as the page. */
  const unstored = new Map<string, Entry>()
  const onTheWay = new Set<string>()

  const entries = (): Entry[] => {
    const stored = local.keys().filter(name => name.startsWith(key('out:')))
    const parsed = stored.map(name => parseEntry(local.get(name)))
    // What could not be stored is newer than what was.
    return [...unstored.values(), ...parsed].filter(entry => entry !== null)
  }
  const find = (id: string) => entries().find(({ record }) => record.id === id)

  const drop = (id: string) => {
    local.remove(key(`out:${id}`))
    unstored.delete(id)
    // Whatever else waits, a page view looks after it.
    if (!entries().length && !local.get(key('waiting'))) local.remove(key('wakeAt'))
  }

  const write = (entry: Entry): boolean => {
    const { id } = entry.record
    if (isDone(entry, now())) {
      drop(id)
      return true
    }
    local.set(key('wakeAt'), `${now()}`)
    const isStored = local.set(key(`out:${id}`), JSON.stringify(entry))
    if (isStored) unstored.delete(id)
    else unstored.set(id, entry)
    return isStored
  }

  const post = async (record: ResponseRecord, keepalive: boolean): Promise<Response> => {
    const { endpoint, format, headers, credentials } = settings()
    const json = JSON.stringify(record)
    const isOwn = `${endpoint}`.startsWith(`${new URL(page().url).origin}/`)
    // Across origins, text and forms need no preflight, which a page that is closing may not live to see.
    const asJson = format === 'json' || (format === 'auto' && isOwn)
    return stage.fetch(endpoint, {
      method: 'POST',
      body: format === 'form' ? new URLSearchParams({ response: json }) : json,
      headers: asJson ? { ...headers, 'Content-Type': 'application/json' } : headers,
      credentials,
      redirect: 'manual',
      keepalive,
      // An endpoint that never answers must not hold up what else waits.
      signal: AbortSignal.timeout(3e4),
    })
  }

  const send = async (id: string, keepalive = true): Promise<boolean> => {
    const entry = find(id)
    if (!entry || onTheWay.has(id) || entry.accepted >= entry.record.revision) return false
    onTheWay.add(id)
    const record: ResponseRecord = { ...entry.record, sentAt: instant(now()) }
    const response = await post(record, keepalive).catch(() => null)
    // An undrained response holds its share of what may outlive the page.
    response?.text().catch(() => {})
    onTheWay.delete(id)
    if (!response?.ok) {
      const status = response?.type === 'opaqueredirect' ? 300 : (response?.status ?? 0)
      const retryAfter = response?.headers.get('Retry-After') ?? null
      return !!(await refused(id, { status, retryAfter, keepalive }))
    }
    // The record may have moved on, or been erased, while this was under way.
    const latest = find(id)
    if (latest) write(afterAcceptance(latest, record.revision, response.status))
    happened('delivered', record)
    if (latest && !latest.open) send(id)
    return true
  }

  return {
    keep: (record, open) => write(newEntry(record, open, now(), find(record.id))),
    send,
    onTheWay,
    entries,
    find,
    write,
    drop,
    forget: () => unstored.clear(),
  }
}
