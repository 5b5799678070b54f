import { StoreUnavailable } from './store.ts'
import type { Thread } from './thread.ts'

/** A thread that is there whenever it is called. */
export interface KeptThread extends Pick<Thread, 'call' | 'close'> {
  /** Rejects as starting does; without it the first call starts the thread. */
  start(): Promise<void>
}

/** Starts a thread when it is first called, and again after it has died. */
export function keepThread(start: () => Promise<Thread>): KeptThread {
  let thread: Promise<Thread> | null = null
  let isClosed = false

  const current = async (): Promise<Thread> => {
    if (isClosed) throw new StoreUnavailable('the database is closed')
    if ((await thread?.catch(() => null))?.hasEnded() ?? false) thread = null
    thread ??= start().catch(error => {
      thread = null
      throw error
    })
    return thread
  }

  return {
    async start() {
      await current()
    },
    async call(call) {
      let found: Thread
      try {
        found = await current()
      } catch (cause) {
        if (cause instanceof StoreUnavailable) throw cause
        const reason = cause instanceof Error ? cause.message : String(cause)
        throw new StoreUnavailable(`the database cannot be opened: ${reason}`, { cause })
      }
      return found.call(call)
    },
    async close() {
      isClosed = true
      const opened = await thread?.catch(() => null)
      await opened?.close()
    },
  }
}
