import { keepFilling } from './keep-filling.ts'
import { keepThread } from './keep-thread.ts'
import type { ReceivedResponse, Store } from './store.ts'
import { startThread } from './thread.ts'
import type { PackedResponse } from './thread-messages.ts'

/**
 * A store in one SQLite file, made if it is not there. It has two threads of its own: while the disk syncs one batch,
 * the next is being read and checked; and while a long report is being counted, responses are stored. One that dies, of
 * too little memory for instance, is started again by the next call.
 */
export async function openSqliteStore(file: string): Promise<Store> {
  const writing = keepThread(() => startThread({ file, mode: 'write' }))
  await writing.start()
  // Many collectors run for days before anybody looks.
  const reading = keepThread(() => startThread({ file, mode: 'read' }))

  const filling = keepFilling({ fill: () => writing.call({ method: 'fill' }) })

  return {
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
    surveys: () => reading.call({ method: 'surveys' }),
    declare: surveys => writing.call({ method: 'declare', surveys }),
    eraseUndeclared: () => writing.call({ method: 'eraseUndeclared' }),
    check: () => writing.call({ method: 'check' }),
    async close() {
      await filling.stop()
      await reading.close()
      await writing.close()
    },
  }
}

function packed({ record: _, ...rest }: ReceivedResponse): PackedResponse {
  return rest
}
