import { afterAttempt, type Entry, isDone, isDue, newEntry, parseEntry, withRecord } from '../core/outbox.ts'
import type { StoredRecord } from '../core/record.ts'
import { retryAfter } from '../core/retry.ts'
import type { Milliseconds } from '../core/settings.ts'
import type { ResponseRecord } from '../schema/response.ts'
import type { AskingDesk } from './asking-part.ts'
import type { Stage } from './stage.ts'

export interface Delivery {
  /** Keeps a record, before anything is sent. False where it could not be stored: then only this page has it. */
  keep(record: StoredRecord, open: boolean): boolean
  /** Sends one record as it stands, though its survey is open: the page may never come back. Waits for no lock. */
  sendClosing(id: string): void
  /** Sends a record that was just completed; resolves to whether the endpoint has it. */
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
const day = 86_400_000

/**
 * The outbox at work: one record per POST, kept until the endpoint has accepted it, at least once.
 * @param nextTrigger when the next waiting trigger is due; Infinity where none waits
 */
export function createDelivery(
  { environment, settings, client, happened }: AskingDesk,
  stage: Stage,
  nextTrigger: () => Milliseconds,
): Delivery {
  const { local, now } = environment
  const key = (name: string) => `howlikely:${settings().site}:${name}`
  /** What could not be stored lives as long as the page. */
  const unstored = new Map<string, Entry>()
  const onTheWay = new Set<string>()
  const said = new Set<number>()
  let cancelTimer = () => {}

  const read = (id: string): Entry | null =>
    parseEntry(local.get(key(`out:${id}`))) ?? unstored.get(id) ?? null

  const entries = (): Entry[] => {
    const stored = local.keys().filter(name => name.startsWith(key('out:')))
    return [...stored.map(name => parseEntry(local.get(name))), ...unstored.values()].filter(
      entry => entry !== null,
    )
  }

  const plan = () => {
    const all = entries()
    const earliest = (times: Milliseconds[]) => Math.min(...times, never)
    const wakeAt = Math.min(
      nextTrigger(),
      earliest(all.map(({ open, touchedAt, nextAt }) => (open ? touchedAt : (nextAt ?? now() + day)))),
    )
    if (wakeAt < never) local.set(key('wakeAt'), String(wakeAt))
    else local.remove(key('wakeAt'))
    cancelTimer()
    const due = earliest(
      all
        .filter(({ open, record }) => !open && !onTheWay.has(record.id))
        .map(({ nextAt }) => nextAt ?? never),
    )
    if (due < never) cancelTimer = stage.later(Math.max(0, due - now()), () => flush(false))
  }

  const write = (entry: Entry): boolean => {
    const { id } = entry.record
    const isStored = local.set(key(`out:${id}`), JSON.stringify(entry))
    if (isStored) unstored.delete(id)
    else unstored.set(id, entry)
    return isStored
  }

  const drop = (id: string) => {
    local.remove(key(`out:${id}`))
    unstored.delete(id)
  }

  const say = (status: number) => {
    if (said.has(status)) return
    said.add(status)
    environment.say(
      `the endpoint ${settings().endpoint} answered ${status || 'with a redirect'} where a 2xx accepts a response. The answer is kept and will be sent again.`,
    )
  }

  const post = async (record: ResponseRecord): Promise<{ status: number; wait: Milliseconds | null }> => {
    const { endpoint, format, headers, credentials } = settings()
    if (!endpoint) return { status: 0, wait: null }
    if (typeof endpoint === 'function') {
      return endpoint(record).then(
        () => ({ status: 200, wait: null }),
        () => ({ status: 0, wait: null }),
      )
    }
    const json = JSON.stringify(record)
    const isOwn = new URL(endpoint).origin === new URL(environment.page().url).origin
    const asJson = format === 'json' || (format === 'auto' && isOwn)
    // Across origins, text/plain and forms need no preflight, which a page that is closing may not live to see.
    const type =
      format === 'form'
        ? 'application/x-www-form-urlencoded'
        : asJson
          ? 'application/json'
          : 'text/plain;charset=UTF-8'
    const request = (keepalive: boolean) =>
      stage.fetch(endpoint, {
        method: 'POST',
        body: format === 'form' ? new URLSearchParams({ response: json }).toString() : json,
        headers: { ...headers, 'Content-Type': type },
        credentials,
        redirect: 'manual',
        keepalive,
      })
    try {
      // A page's scripts share 64 KiB of keepalive; a visible page can do without.
      const response = await request(true).catch(error => {
        if (stage.moment() === 'hidden') throw error
        return request(false)
      })
      // An undrained response holds its share of that budget.
      await response.text().catch(() => '')
      const isRedirect = response.type === 'opaqueredirect'
      return {
        status: isRedirect ? 300 : response.status,
        wait: retryAfter(response.headers.get('Retry-After'), now()),
      }
    } catch {
      return { status: 0, wait: null }
    }
  }

  const attempt = async (id: string): Promise<boolean> => {
    const entry = read(id)
    if (!entry || onTheWay.has(id)) return false
    onTheWay.add(id)
    const record: ResponseRecord = { ...entry.record, sentAt: new Date(now()).toISOString() }
    const { status, wait } = await post(record)
    onTheWay.delete(id)
    // The record may have moved on, or been erased, while this was under way.
    const latest = read(id)
    if (!latest) return status >= 200 && status < 300
    const after = afterAttempt(
      latest,
      { revision: record.revision, status, wait, client, random: environment.random() },
      now(),
    )
    if (isDone(after, now())) drop(id)
    else write(after)
    const isAccepted = after.accepted >= record.revision
    if (isAccepted) happened('delivered', record)
    else if (status >= 300 && status < 500 && !after.held && ![408, 425, 429].includes(status)) say(status)
    plan()
    return isAccepted
  }

  const flush = async (fresh: boolean) => {
    const release = await stage.claim(key('sending'))
    // Another tab is sending; what it leaves is looked at again by the timer or the next page view.
    if (!release) return
    for (const entry of entries()) {
      if (isDone(entry, now())) drop(entry.record.id)
      else if (isDue(entry, client, fresh, now())) await attempt(entry.record.id)
    }
    release()
    plan()
  }

  return {
    keep(record, open) {
      const entry = read(record.id)
      const next = entry ? withRecord(entry, record, now()) : newEntry(record, now())
      const isStored = write({ ...next, open, touchedAt: now() })
      plan()
      return isStored
    },
    sendClosing(id) {
      const entry = read(id)
      if (entry && entry.accepted < entry.record.revision) attempt(id)
    },
    send: attempt,
    flush,
    entries,
    drop(id) {
      drop(id)
      plan()
    },
    plan,
    stop: () => cancelTimer(),
  }
}
