import type { MessageKind, MessageState } from '../../report/api/alerts.ts'
import type { Store } from '../store/store.ts'
import { type Delivering, deliver } from './deliver.ts'
import type { DueMessage } from './message.ts'

export interface Sender {
  /**
   * Sends everything due, bit by bit; resolves when nothing is left, when another collector is doing it, or when it was
   * stopped.
   */
  round(): Promise<void>
  /** Says that something may be due. */
  wake(): void
  /**
   * Aborts what is under way; messages not yet acknowledged are sent again under the same key, by this or another
   * collector.
   */
  stop(): void
}

interface Setting extends Delivering {
  store: Pick<Store, 'dueMessages' | 'noteAttempt' | 'sending' | 'names' | 'records'>
  /** Called with the outcome of each attempt. @default nothing */
  hears?: ((kind: MessageKind, state: MessageState) => void) | undefined
}

/** Number of destinations served at the same time, so that a few that hang don't hold up the others. */
const atOnce = 4

/** Milliseconds after which a round starts nothing new, so that another collector may take over. */
const longestRound = 60_000

/** Milliseconds between two looks for more to send while something is under way. */
const lookAgain = 1000

/** Sends messages from the store, each destination's in order. */
export function createSender({ hears = () => {}, ...setting }: Setting): Sender {
  const { store, now } = setting
  const stopped = new AbortController()
  let wakes = () => {}

  const send = async (message: DueMessage): Promise<void> => {
    const attempt = await deliver(message, setting, stopped.signal)
    // Whether it arrived is unknown, so it is sent again under the same key.
    if (stopped.signal.aborted) return
    hears(message.kind, await store.noteAttempt({ message, attempt, now: now() }))
  }

  const sendAll = async (): Promise<void> => {
    const busy = new Map<string, Promise<void>>()
    const end = performance.now() + longestRound
    let failure: unknown = null
    for (;;) {
      const isOpen = failure === null && performance.now() < end && !stopped.signal.aborted
      const due =
        isOpen && busy.size < atOnce ? await store.dueMessages({ now: now(), except: [...busy.keys()] }) : []
      for (const message of due.slice(0, atOnce - busy.size)) {
        const { id } = message.destination
        const sending = send(message)
          .catch(error => {
            failure = error
          })
          .finally(() => busy.delete(id))
        busy.set(id, sending)
      }
      if (busy.size === 0 || stopped.signal.aborted) break
      await Promise.race([...busy.values(), nextLook()])
    }
    if (failure !== null) throw failure
  }

  const nextLook = () =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, lookAgain)
      timer.unref()
      wakes = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  return {
    async round() {
      if (stopped.signal.aborted) return
      // Checked first: most of the time nothing is due, and taking the turn needs a connection of its own.
      if ((await store.dueMessages({ now: now(), except: [] })).length > 0) await store.sending(sendAll)
    },
    wake: () => wakes(),
    stop() {
      stopped.abort()
      wakes()
    },
  }
}
