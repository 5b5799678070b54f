import { keepFilling } from './keep-filling.ts'
import { createRevivingThread } from './reviving-thread.ts'
import type { ReceivedResponse, Store, UpdatedStore } from './store.ts'
import { startThread } from './thread.ts'
import type { PackedResponse } from './thread-messages.ts'

/**
 * A store in one SQLite file, made if it is not there. It has two threads of its own: while the disk syncs one batch,
 * the next is being read and checked; and while a long report is being counted, responses are stored. One that dies, as for
 * want of memory, is started again when it is next needed.
 * @param start starts a thread
 */
export async function openSqliteStore(file: string, start = startThread): Promise<Store> {
  const write = () => start({ file, mode: 'write' })
  // At once: a file that cannot be opened is told to whoever starts the collector.
  const writing = createRevivingThread(write, await write())
  // Many collectors run for days before anybody looks.
  const reading = createRevivingThread(() => start({ file, mode: 'read' }))

  const store: UpdatedStore = {
    saveAll: responses => writing.call({ method: 'saveAll', responses: responses.map(packed) }),
    tally: starts => reading.call({ method: 'tally', starts }),
    reasons: query => reading.call({ method: 'reasons', query }),
    records: query => reading.call({ method: 'records', query }),
    waitingFor: person => reading.call({ method: 'waitingFor', person }),
    erase: (person, now) => writing.call({ method: 'erase', person, now }),
    expire: expiry => writing.call({ method: 'expire', expiry }),
    // By an index, in a moment: the page waits for it, and a long report must not hold it up.
    memoryOf: respondent => writing.call({ method: 'memoryOf', respondent }),
    askNextTime: trigger => writing.call({ method: 'askNextTime', trigger }),
    fill: () => writing.call({ method: 'fill' }),
    check: () => writing.call({ method: 'check' }),
    async close() {
      await filling.stop()
      await reading.close()
      await writing.close()
    },
  }
  const filling = keepFilling(store)
  return store
}

function packed({ record: _, ...rest }: ReceivedResponse): PackedResponse {
  return rest
}
