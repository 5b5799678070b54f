import type { Complaint } from '../protocol/complaint.ts'
import { MessagesRefused, type ReceivedResponse, ResponseRefused, type Store } from './store/store.ts'

/**
 * The outcome for a response. 'full': too many are waiting; 'undeclared': nobody has declared its survey, and too many such
 * responses are stored already; 'unavailable': the store fails; a complaint: an earlier message contradicts it.
 */
export type Accepted = 'durable' | 'refused' | 'full' | 'undeclared' | 'unavailable' | Complaint

export interface Ingest {
  /** Resolves when the response is durable, or will not be. Never throws. */
  accept(response: ReceivedResponse): Promise<Accepted>
  /** Resolves when nothing is waiting any more. */
  drain(): Promise<void>
  /** The number of responses waiting for a commit. */
  waiting(): number
}

interface Limits {
  /** Most responses per commit. */
  batch: number
  /** Most responses waiting for a commit. */
  waiting: number
}

interface Waiting {
  response: ReceivedResponse
  resolve: (accepted: Accepted) => void
}

/**
 * Lets many requests share one commit: whatever arrives while a batch is being stored makes up the next. A disk syncs a few
 * hundred times a second, however much a commit holds.
 *
 * `onChange` is called when the store starts to fail (with the error) and when it works again (with null).
 */
export function createIngest(
  store: Pick<Store, 'saveAll'>,
  onChange: (failure: unknown) => void,
  limits: Limits = { batch: 200, waiting: 2000 },
): Ingest {
  const queue: Waiting[] = []
  let running: Promise<void> | null = null
  let failing = false

  const report = (failure: unknown) => {
    if (failing === (failure !== null)) return
    failing = failure !== null
    onChange(failure)
  }

  const save = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const { turnedAway } = await store.saveAll(batch.map(waiting => waiting.response))
      report(null)
      resolveStored(batch, turnedAway)
    } catch (error) {
      if (error instanceof MessagesRefused) {
        report(null)
        const complaints = new Map(error.refused.map(({ place, complaint }) => [place, complaint]))
        for (const [place, waiting] of batch.entries()) {
          const complaint = complaints.get(place)
          if (complaint) waiting.resolve(complaint)
        }
        resolveStored(
          batch.filter((_, place) => !complaints.has(place)),
          error.turnedAway,
        )
      } else if (!(error instanceof ResponseRefused)) {
        report(error)
        for (const waiting of batch) waiting.resolve('unavailable')
      } else if (batch.length === 1) {
        batch[0]?.resolve('refused')
      } else {
        // One of them is bad; stored one by one, the others succeed.
        for (const waiting of batch) await save([waiting])
      }
    }
  }

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      // A store may be synchronous and never yield the thread; without this turn each batch would hold one row.
      await new Promise(resume => setImmediate(resume))
      await save(queue.splice(0, limits.batch))
    }
    running = null
  }

  return {
    accept(response) {
      if (queue.length >= limits.waiting) return Promise.resolve('full')
      return new Promise(resolve => {
        queue.push({ response, resolve })
        running ??= run()
      })
    },
    async drain() {
      await running
    },
    waiting: () => queue.length,
  }
}

function resolveStored(batch: readonly Waiting[], turnedAway: readonly string[]): void {
  const undeclared = new Set(turnedAway)
  for (const { response, resolve } of batch) {
    resolve(undeclared.has(response.record.id) ? 'undeclared' : 'durable')
  }
}
