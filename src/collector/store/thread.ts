import { Worker } from 'node:worker_threads'
import { ResponseRefused, StoreUnavailable } from './store.ts'
import type { Call, Failure, NumberedCall, Reply, Results, ThreadSettings } from './thread-messages.ts'

/** A store in a thread of its own. */
export interface Thread {
  /** Rejects as the store's methods do, and with {@link StoreUnavailable} once the thread has ended. */
  call<Method extends Call['method']>(call: Call & { method: Method }): Promise<Results[Method]>
  /** Whether it has died: it answers no call any more. */
  hasEnded(): boolean
  /** Closes the store; resolves when the thread has ended. */
  close(): Promise<void>
}

interface Caller {
  resolve(result: unknown): void
  reject(error: Error): void
}

// Beside this file, in the sources and among the built files alike.
const program = new URL(`./sqlite-thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

/** Starts a thread that has the store open. Rejects where the file cannot be opened. */
export async function startThread(settings: ThreadSettings): Promise<Thread> {
  const worker = new Worker(program, { workerData: settings })
  // `once` of node:events would reject where the thread fails first, and nobody may be waiting for that.
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  const callers = new Map<number, Caller>()
  let last = 0
  let hasEnded = false

  const end = (reason: string) => {
    hasEnded = true
    for (const { reject } of callers.values()) reject(new StoreUnavailable(reason))
    callers.clear()
  }
  worker.on('error', error => end(`the database's thread failed: ${error.message}`))
  worker.on('exit', () => end("the database's thread has ended"))
  worker.on('message', (reply: Reply) => {
    const caller = callers.get(reply.number)
    callers.delete(reply.number)
    if ('failure' in reply) caller?.reject(errorOf(reply.failure))
    else caller?.resolve(reply.result)
  })

  const answered = <Result>(number: number) =>
    new Promise<Result>((resolve, reject) => {
      // The result of a method is what that method gives.
      callers.set(number, { resolve: result => resolve(result as Result), reject })
    })

  try {
    await answered(0)
  } catch (error) {
    await worker.terminate()
    throw error
  }

  const call: Thread['call'] = call => {
    if (hasEnded) return Promise.reject(new StoreUnavailable("the database's thread has ended"))
    last += 1
    worker.postMessage({ ...call, number: last } satisfies NumberedCall)
    return answered(last)
  }
  return {
    call,
    hasEnded: () => hasEnded,
    async close() {
      // It may die of it.
      if (!hasEnded) await call({ method: 'close' }).catch(() => {})
      await ended
    },
  }
}

function errorOf({ kind, message }: Failure): Error {
  if (kind === 'refused') return new ResponseRefused(message)
  return kind === 'unavailable' ? new StoreUnavailable(message) : new Error(message)
}
