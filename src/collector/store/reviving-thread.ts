import { StoreUnavailable } from './store.ts'
import type { Thread } from './thread.ts'

/**
 * A thread that is started when first needed, and started again when needed after it has died. Calls pending when it dies
 * fail with the store being unavailable, and may be retried.
 * @param first a thread that is running already
 */
export function createRevivingThread(
  start: () => Promise<Thread>,
  first?: Thread,
): Pick<Thread, 'call' | 'close'> {
  let living: Promise<Thread> | null = null
  let isClosed = false

  function keep(starting: Promise<Thread>): Promise<Thread> {
    const forget = () => {
      if (living === kept) living = null
    }
    const kept = starting.then(
      thread => {
        thread.ended.then(forget)
        return thread
      },
      cause => {
        forget()
        throw new StoreUnavailable('the database cannot be opened', { cause })
      },
    )
    living = kept
    return kept
  }

  if (first) keep(Promise.resolve(first))
  return {
    async call(call) {
      if (isClosed) throw new StoreUnavailable('the database is closed')
      const thread = await (living ?? keep(start()))
      return thread.call(call)
    },
    async close() {
      isClosed = true
      const thread = await living?.catch(() => null)
      await thread?.close()
    },
  }
}
