import { Worker } from 'node:worker_threads'
import { MessagesRefused, ResponseRefused, StoreUnavailable } from './store.ts'
import type { Call, Failure, NumberedCall, Reply, Results, ThreadSettings } from './thread-messages.ts'
import { threadProgram } from './thread-program.ts'

/** A store in a thread of its own. */
export interface Thread {
  /** Rejects as the store's methods do, and with {@link StoreUnavailable} once the thread has ended. */
  call<Method extends Call['method']>(call: Call & { method: Method }): Promise<Results[Method]>
  /** Closes the store; resolves when the thread has ended. */
  close(): Promise<void>
  /** Resolves when the thread has ended, for whatever reason. */
  readonly ended: Promise<void>
}

interface Caller {
  resolve(result: unknown): void
  reject(error: Error): void
}

/**
 * Size of a reading thread's young generation, in megabytes. V8 leaves a thread that has run out of memory little room to
 * end in: whatever is then promoted from the young generation has to fit, or the process dies.
 */
const readersYoung = 8

/**
 * Starts a thread with the store open. Rejects if the file cannot be opened.
 * @param at the thread's program
 */
export async function startThread(settings: ThreadSettings, at: URL = threadProgram): Promise<Thread> {
  const worker = new Worker(at, {
    workerData: settings,
    ...(settings.mode === 'read' && { resourceLimits: { maxYoungGenerationSizeMb: readersYoung } }),
  })
  // Not events.once: it rejects if the thread fails, and nobody may be waiting for it.
  const ended = new Promise<void>(resolve => {
    worker.once('exit', () => resolve())
  })
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
      // Each method's reply is its own result.
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
    ended,
    async close() {
      if (!hasEnded) await call({ method: 'close' })
      await ended
    },
  }
}

function errorOf(failure: Failure): Error {
  if (failure.kind === 'revisions') return new MessagesRefused(failure.refused, failure.turnedAway)
  const { kind, message } = failure
  if (kind === 'refused') return new ResponseRefused(message)
  return kind === 'unavailable' ? new StoreUnavailable(message) : new Error(message)
}
