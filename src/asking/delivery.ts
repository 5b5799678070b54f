import { afterAttempt, type Entry, isDone, isDue, newEntry, parseEntry, withRecord } from '../core/outbox.ts'
import type { StoredRecord } from '../core/record.ts'
import { receptionOf, retryAfter } from '../core/retry.ts'
import type { Milliseconds } from '../core/settings.ts'
import type { ResponseRecord } from '../schema/response.ts'
import type { AskingDesk } from './asking-part.ts'
import type { Stage } from './stage.ts'

export interface Delivery {
  /** Keeps a record, before anything is sent. False where it could not be stored: then only this page has it. */
  keep(record: StoredRecord, open: boolean): boolean
  /** Sends one record as it stands, waiting for no lock; resolves to whether the endpoint has it. */
  send(id: string): Promise<boolean>
  /** Sends all that is due. `fresh`: a page view or the network's return, which tries at once. */
  flush(fresh: boolean): Promise<void>
  entries(): Entry[]
  drop(id: string): void
  /** Sets when a page view has to look after what waits, and this page's own timer. */
  plan(): void
  stop(): void
}

const never = Number.POSITIVE_INFINITY
const day = 864e5

/**
 * The outbox at work: one record per POST, kept until the endpoint has accepted it, at least once.
 * @param nextTrigger when the next waiting trigger is due; Infinity where none waits
 */
export function createDelivery(
  { environment, settings, key, client, happened }: AskingDesk,
  stage: Stage,
  nextTrigger: () => Milliseconds,
): Delivery {
  const { local, now, page, say, random } = environment
  /** What could not be stored lives as long as the page. */
  const unstored = new Map<string, Entry>()
  const onTheWay = new Set<string>()
  const said = new Set<number>()
  let stop = () => {}

  const entries = (): Entry[] => {
    const stored = local.keys().filter(name => name.startsWith(key('out:')))
    const parsed = stored.map(name => parseEntry(local.get(name)))
    return [...parsed, ...unstored.values()].filter(entry => entry !== null)
  }
  const find = (id: string) => entries().find(({ record }) => record.id === id)

  const drop = (id: string) => {
    local.remove(key(`out:${id}`))
    unstored.delete(id)
  }

  const write = (entry: Entry): boolean => {
    const { id } = entry.record
    if (isDone(entry, now())) {
      drop(id)
      return true
    }
    const isStored = local.set(key(`out:${id}`), JSON.stringify(entry))
    if (isStored) unstored.delete(id)
    else unstored.set(id, entry)
    return isStored
  }

  const plan = () => {
    let wakeAt = nextTrigger()
    let due = never
    for (const { open, touchedAt, nextAt, record } of entries()) {
      wakeAt = Math.min(wakeAt, open ? touchedAt : (nextAt ?? now() + day))
      if (!open && !onTheWay.has(record.id)) due = Math.min(due, nextAt ?? never)
    }
    if (wakeAt < never) local.set(key('wakeAt'), `${wakeAt}`)
    else local.remove(key('wakeAt'))
    stop()
    if (due < never) stop = stage.later(due - now(), () => flush(false))
  }

  /** Resolves to the status, 0 for no answer, and what `Retry-After` says. */
  const post = async (record: ResponseRecord): Promise<[number, Milliseconds | null]> => {
    const { endpoint, format, headers, credentials } = settings()
    try {
      if (typeof endpoint === 'function') {
        await endpoint(record)
        return [200, null]
      }
      const json = JSON.stringify(record)
      const url = endpoint ?? ''
      const isOwn = new URL(url).origin === new URL(page().url).origin
      const isForm = format === 'form'
      // Across origins, text/plain and forms need no preflight, which a page that is closing may not live to see.
      const asJson = format === 'json' || (format === 'auto' && isOwn)
      const type = isForm
        ? 'application/x-www-form-urlencoded'
        : asJson
          ? 'application/json'
          : 'text/plain;charset=UTF-8'
      const request = (keepalive: boolean) =>
        stage.fetch(url, {
          method: 'POST',
          body: isForm ? `${new URLSearchParams({ response: json })}` : json,
          headers: { ...headers, 'Content-Type': type },
          credentials,
          redirect: 'manual',
          keepalive,
        })
      // A page's scripts share 64 KiB of keepalive; a visible page can do without.
      const response = await request(true).catch(error => {
        if (stage.moment() === 'hidden') throw error
        return request(false)
      })
      // An undrained response holds its share of that budget.
      await response.text().catch(() => '')
      const status = response.type === 'opaqueredirect' ? 300 : response.status
      return [status, retryAfter(response.headers.get('Retry-After'), now())]
    } catch {
      return [0, null]
    }
  }

  const send = async (id: string): Promise<boolean> => {
    const entry = find(id)
    if (!entry || onTheWay.has(id) || entry.accepted >= entry.record.revision) return false
    onTheWay.add(id)
    const record: ResponseRecord = { ...entry.record, sentAt: new Date(now()).toISOString() }
    const { revision } = record
    const [status, wait] = await post(record)
    onTheWay.delete(id)
    // The record may have moved on, or been erased, while this was under way.
    const latest = find(id)
    if (latest) write(afterAttempt(latest, { revision, status, wait, client, random: random() }, now()))
    const reception = receptionOf(status)
    if (reception === 'accepted') happened('delivered', record)
    else if (reception !== 'again' && !said.has(status)) {
      said.add(status)
      say(
        `the endpoint answered ${status}, and only a 2xx accepts a response. The answer is kept and sent again later.`,
      )
    }
    plan()
    return reception === 'accepted'
  }

  const flush = async (fresh: boolean) => {
    const release = await stage.claim(key('sending'))
    // Another tab is sending; what it leaves is looked at again on the next page view.
    if (!release) return
    for (const entry of entries()) {
      if (isDone(entry, now())) drop(entry.record.id)
      else if (isDue(entry, client, fresh, now())) await send(entry.record.id)
    }
    release()
    plan()
  }

  return {
    keep(record, open) {
      const entry = find(record.id)
      const next = entry ? withRecord(entry, record, now()) : newEntry(record, now())
      const isStored = write({ ...next, open, touchedAt: now() })
      plan()
      return isStored
    },
    send,
    flush,
    entries,
    drop(id) {
      drop(id)
      plan()
    },
    plan,
    stop: () => stop(),
  }
}
