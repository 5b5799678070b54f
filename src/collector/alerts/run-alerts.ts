import { day } from '../../time/duration.ts'
import { earliestNow } from '../judge-clock.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Delivering } from './deliver.ts'
import { findFalls } from './find-falls.ts'
import { makeDigests, type OpenFollowUps } from './make-digests.ts'
import { createSender } from './sender.ts'

export interface Alerts {
  /** Says that something may be due: it is looked for at once. */
  wake(): void
  /** Stops without waiting for anything. */
  stop(): void
}

interface Setting extends Omit<Delivering, 'store'> {
  store: Store
  metrics: Pick<Metrics, 'sentOut'>
  /** Counts the follow-ups that nobody has closed. @default follow-ups are not kept, and digests don't mention them */
  openFollowUps?: OpenFollowUps
  /** Called with what the operator should know, one sentence at a time. */
  log: (sentence: string) => void
}

/** Milliseconds between two looks for messages that another collector has queued. */
const lookEvery = 2000

/** Milliseconds between two looks for due digests, and for fallen scores. */
const digestsEvery = 60_000
const fallsEvery = 60 * 60_000

/** How long messages stay on the list. */
const keptFor = 90 * day

/** Sends what is due, and makes what is due by the clock, until it is stopped. */
export function runAlerts({ store, metrics, openFollowUps, log, ...delivering }: Setting): Alerts {
  const { now } = delivering
  const sender = createSender({ store, hears: metrics.sentOut, ...delivering })
  const made = new Set<string>()
  let isStopped = false
  let isFailing = false
  let isAsked = false
  let isRunning = false
  let timer: NodeJS.Timeout | undefined
  const lookedAt = { digests: Number.NEGATIVE_INFINITY, falls: Number.NEGATIVE_INFINITY }

  const isDue = (what: keyof typeof lookedAt, every: number) => {
    if (performance.now() < lookedAt[what] + every) return false
    lookedAt[what] = performance.now()
    return true
  }

  const makeDue = async () => {
    await makeDigests(store, now(), made, openFollowUps)
    if (!isDue('falls', fallsEvery)) return
    await findFalls(store, now())
    await store.tidyMessages(now() - keptFor)
  }

  const look = async (): Promise<void> => {
    // Such a clock is wrong about weeks and about when to retry.
    if (now() < earliestNow) return
    if (isDue('digests', digestsEvery)) await store.sending(makeDue)
    await sender.round()
  }

  const run = async (): Promise<void> => {
    do {
      isAsked = false
      try {
        await look()
        isFailing = false
      } catch (error) {
        if (!isFailing && !isStopped) log(`Messages cannot be sent now: ${messageOf(error)}.`)
        isFailing = true
      }
    } while (isAsked && !isFailing && !isStopped)
    isRunning = false
    if (!isStopped) timer = setTimeout(begin, lookEvery).unref()
  }

  const begin = () => {
    clearTimeout(timer)
    if (isRunning || isStopped) return
    isRunning = true
    void run()
  }
  begin()

  return {
    wake() {
      if (isStopped) return
      isAsked = true
      sender.wake()
      begin()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      sender.stop()
    },
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
