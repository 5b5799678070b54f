import { keepFilling } from './keep-filling.ts'
import { type ReceivedResponse, type Store, StoreUnavailable, type UpdatedStore } from './store.ts'
import { startThread, type Thread } from './thread.ts'
import type { PackedResponse } from './thread-messages.ts'

/**
 * A store in one SQLite file, made if it is not there. It has two threads of its own: while the disk syncs one batch,
 * the next is being read and checked; and while a long report is being counted, responses are stored.
 */
export async function openSqliteStore(file: string): Promise<Store> {
  const writing = await startThread({ file, mode: 'write' })
  let reader: Promise<Thread> | null = null
  let isClosed = false
  const reading = async () => {
    if (isClosed) throw new StoreUnavailable('the database is closed')
    // What is in memory is one connection's alone.
    if (file === ':memory:') return writing
    // Many collectors run for days before anybody looks.
    reader ??= startThread({ file, mode: 'read' }).catch(cause => {
      reader = null
      throw new StoreUnavailable('the database cannot be read', { cause })
    })
    return reader
  }

  const store: UpdatedStore = {
    saveAll: responses => writing.call({ method: 'saveAll', responses: responses.map(packed) }),
    tally: async starts => (await reading()).call({ method: 'tally', starts }),
    reasons: async query => (await reading()).call({ method: 'reasons', query }),
    figures: async query => (await reading()).call({ method: 'figures', query }),
    answers: async query => (await reading()).call({ method: 'answers', query }),
    records: async query => (await reading()).call({ method: 'records', query }),
    waitingFor: async person => (await reading()).call({ method: 'waitingFor', person }),
    erase: (person, now) => writing.call({ method: 'erase', person, now }),
    expire: expiry => writing.call({ method: 'expire', expiry }),
    // By an index, in a moment: the page waits for it, and a long report must not hold it up.
    memoryOf: respondent => writing.call({ method: 'memoryOf', respondent }),
    askNextTime: trigger => writing.call({ method: 'askNextTime', trigger }),
    fill: () => writing.call({ method: 'fill' }),
    check: () => writing.call({ method: 'check' }),
    async close() {
      isClosed = true
      await filling.stop()
      const opened = await reader?.catch(() => null)
      await opened?.close()
      await writing.close()
    },
  }
  const filling = keepFilling(store)
  return store
}

function packed({ record: _, ...rest }: ReceivedResponse): PackedResponse {
  return rest
}
