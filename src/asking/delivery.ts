import { type Entry, isDone, newEntry, parseEntry, withRecord } from '../core/outbox.ts'
import type { StoredRecord } from '../core/record.ts'
import type { ResponseRecord } from '../schema/response.ts'
import type { AskingDesk } from './asking-part.ts'
import type { Stage } from './stage.ts'

/** What the endpoint answered to one try. */
export interface Reply {
  /** The HTTP status; 0 for no answer, 300 for a redirect, which is not followed. */
  status: number
  /** The header, or null. */
  retryAfter: string | null
}

export interface Delivery {
  /** Keeps a record, before anything is sent. False where it could not be stored: then only this page has it. */
  keep(record: StoredRecord, open: boolean): boolean
  /** Sends one record as it stands, waiting for no lock; resolves to whether the endpoint has it. */
  send(id: string): Promise<boolean>
  /** What is being sent by this page. */
  onTheWay: ReadonlySet<string>
  entries(): Entry[]
  /** False where it could not be stored. What is done is dropped. */
  write(entry: Entry): boolean
  drop(id: string): void
}

/**
 * The outbox at work: one record per POST, kept until the endpoint has accepted it, at least once. What is not accepted
 * at the first try is the later part's business.
 *
 * @param failed told of each try that did not succeed
 */
export function createDelivery(
  { environment, settings, key, happened }: AskingDesk,
  stage: Stage,
  failed: (id: string, revision: number, reply: Reply) => void,
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

  const post = async (record: ResponseRecord): Promise<Reply> => {
    const { endpoint, format, headers, credentials } = settings()
    try {
      if (typeof endpoint === 'function') {
        await endpoint(record)
        return { status: 200, retryAfter: null }
      }
      const json = JSON.stringify(record)
      const url = endpoint ?? ''
      const isForm = format === 'form'
      const isOwn = new URL(url).origin === new URL(page().url).origin
      // Across origins, text/plain and forms need no preflight, which a page that is closing may not live to see.
      const asJson = format === 'json' || (format === 'auto' && isOwn)
      const type = isForm
        ? 'application/x-www-form-urlencoded'
        : asJson
          ? 'application/json'
          : 'text/plain;charset=UTF-8'
      // An endpoint that never answers must not hold up what else waits.
      const signal = AbortSignal.timeout(3e4)
      const request = (keepalive: boolean) =>
        stage.fetch(url, {
          method: 'POST',
          body: isForm ? `${new URLSearchParams({ response: json })}` : json,
          headers: { ...headers, 'Content-Type': type },
          credentials,
          redirect: 'manual',
          keepalive,
          signal,
        })
      // A page's scripts share 64 KiB of keepalive; a visible page can do without.
      const response = await request(true).catch(error => {
        if (stage.moment() === 'hidden') throw error
        return request(false)
      })
      // An undrained response holds its share of that budget.
      await response.text().catch(() => '')
      const status = response.type === 'opaqueredirect' ? 300 : response.status
      return { status, retryAfter: response.headers.get('Retry-After') }
    } catch {
      return { status: 0, retryAfter: null }
    }
  }

  const send = async (id: string): Promise<boolean> => {
    const entry = find(id)
    if (!entry || onTheWay.has(id) || entry.accepted >= entry.record.revision) return false
    onTheWay.add(id)
    const record: ResponseRecord = { ...entry.record, sentAt: new Date(now()).toISOString() }
    const reply = await post(record)
    onTheWay.delete(id)
    const isAccepted = reply.status >= 200 && reply.status < 300
    if (!isAccepted) failed(id, record.revision, reply)
    else {
      // The record may have moved on, or been erased, while this was under way.
      const latest = find(id)
      if (latest) write({ ...latest, status: reply.status, client: stage.client, accepted: record.revision })
      happened('delivered', record)
      if (latest && !latest.open) send(id)
    }
    return isAccepted
  }

  return {
    keep(record, open) {
      const entry = find(record.id)
      const next = entry ? withRecord(entry, record, now()) : newEntry(record, now())
      return write({ ...next, open, touchedAt: now() })
    },
    send,
    onTheWay,
    entries,
    write,
    drop,
  }
}
