import { StoreUnavailable } from './store.ts'
import type { Thread } from './thread.ts'

/**
 * A thread that is started when it is first needed, and again when it is needed after it has died: whoever waited for it then
 * is told that the store is unavailable, and may try again.
 * @param first one that runs already
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
