import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { openErasures } from './erasures.ts'
import { lockStore } from './folder-lock.ts'
import { keepFilling } from './keep-filling.ts'
import { peopleStoreBy } from './people-store.ts'
import { createRevivingThread } from './reviving-thread.ts'
import { type ReceivedResponse, type Store, StoreUnavailable, type UpdatedStore } from './store.ts'
import { startThread, type Thread } from './thread.ts'
import type { PackedResponse } from './thread-messages.ts'

type Caller = Pick<Thread, 'call'>

/** SQLite's name for an in-memory database, which only its own connection can see. */
const inMemory = ':memory:'

/**
 * A store in one SQLite file, created if it doesn't exist. It has two threads of its own: while the disk syncs one batch,
 * the next is read and checked, and while a long report is being counted, responses are stored. A thread that dies, for
 * example because it runs out of memory, is restarted when it is next needed.
 * @param start starts a thread
 */
export async function openSqliteStore(file: string, start = startThread): Promise<Store> {
  if (file === inMemory) return openInMemory(start)
  const lock = lockStore(file)
  const write = () => start({ file, mode: 'write' })
  // At once, so that whoever starts the collector learns that a file cannot be opened.
  const first = await write().catch(error => {
    lock.release()
    throw error
  })
  const writing = createRevivingThread(write, first)
  // Started when first needed: many collectors run for days before anybody looks at a report.
  const reading = createRevivingThread(() => start({ file, mode: 'read' }))
  const erasures = openErasures(dirname(file))
  const numberOf = () => statSync(file, { throwIfNoEntry: false })?.ino
  const opened = numberOf()
  /** If the file has been removed, whatever is stored would be lost when the process ends. */
  const assertFileInPlace = () => {
    if (numberOf() !== opened) throw new StoreUnavailable('the database file was removed or replaced')
  }

  const calls = callsOn(writing, reading)
  const store: UpdatedStore = {
    ...calls,
    async keepNote(note, entry) {
      assertFileInPlace()
      return calls.keepNote(note, entry)
    },
    async saveAll(responses) {
      assertFileInPlace()
      return calls.saveAll(responses)
    },
    async erase(person, now) {
      assertFileInPlace()
      // First, so that an erasure that is cut off is still known after a restore.
      note(() => erasures.add(person, now))
      return calls.erase(person, now)
    },
    async declareSegments(segments) {
      await calls.declareSegments(segments)
      filling.again()
    },
    async check() {
      assertFileInPlace()
      await calls.check()
    },
    async close() {
      await filling.stop()
      await writing.close()
      lock.release()
      await within(patienceForReader, reading.close())
    },
  }
  const filling = keepFilling(store)
  return store
}

/** The store's methods, each passed on to the thread that should do it. */
function callsOn(writing: Caller, reading: Caller): Omit<UpdatedStore, 'close'> {
  return {
    saveAll: responses => writing.call({ method: 'saveAll', responses: responses.map(packed) }),
    tally: starts => reading.call({ method: 'tally', starts }),
    reasons: query => reading.call({ method: 'reasons', query }),
    figures: query => reading.call({ method: 'figures', query }),
    values: query => reading.call({ method: 'values', query }),
    answers: query => reading.call({ method: 'answers', query }),
    areTextsReady: () => reading.call({ method: 'areTextsReady' }),
    words: selection => reading.call({ method: 'words', selection }),
    tags: () => reading.call({ method: 'tags' }),
    keepTag: (change, entry) => writing.call({ method: 'keepTag', change, entry }),
    dropTag: (tag, entry) => writing.call({ method: 'dropTag', tag, entry }),
    tagAnswers: (tagging, entry) => writing.call({ method: 'tagAnswers', tagging, entry }),
    tagsOn: ids => reading.call({ method: 'tagsOn', ids }),
    tagFigures: selection => reading.call({ method: 'tagFigures', selection }),
    followUps: query => reading.call({ method: 'followUps', query }),
    followUpsOn: ids => reading.call({ method: 'followUpsOn', ids }),
    followUp: (change, entry) => writing.call({ method: 'followUp', change, entry }),
    takenUp: (selection, today) => reading.call({ method: 'takenUp', selection, today }),
    followUpOwners: () => reading.call({ method: 'followUpOwners' }),
    records: query => reading.call({ method: 'records', query }),
    sitesOf: person => reading.call({ method: 'sitesOf', person }),
    waitingFor: person => reading.call({ method: 'waitingFor', person }),
    erase: (person, now) => writing.call({ method: 'erase', person, now }),
    logHoldsErased: () => writing.call({ method: 'logHoldsErased' }),
    lookAtClock: now => writing.call({ method: 'lookAtClock', now }),
    expire: expiry => writing.call({ method: 'expire', expiry }),
    // On the writing thread: an index makes it instant, the page waits for it, and a long report must not hold it up.
    memoryOf: respondent => writing.call({ method: 'memoryOf', respondent }),
    askNextTime: trigger => writing.call({ method: 'askNextTime', trigger }),
    surveys: () => reading.call({ method: 'surveys' }),
    names: () => reading.call({ method: 'names' }),
    giveName: (name, entry) => writing.call({ method: 'giveName', name, entry }),
    // On the writing thread: an index makes it instant, every page waits to know who asks, and a long report must not hold
    // it up.
    people: peopleStoreBy(call => writing.call({ method: 'people', call })),
    newestResponses: () => reading.call({ method: 'newestResponses' }),
    alertSettings: () => reading.call({ method: 'alertSettings' }),
    keepDestination: (change, by) => writing.call({ method: 'keepDestination', change, by }),
    dropDestination: id => writing.call({ method: 'dropDestination', id }),
    keepRule: (change, by) => writing.call({ method: 'keepRule', change, by }),
    dropRule: id => writing.call({ method: 'dropRule', id }),
    queueMessages: messages => writing.call({ method: 'queueMessages', messages }),
    // On the writing thread: an index makes it instant, people are to be alerted within seconds, and a long report must not
    // hold it up.
    dueMessages: query => writing.call({ method: 'dueMessages', query }),
    noteAttempt: tried => writing.call({ method: 'noteAttempt', tried }),
    messages: query => reading.call({ method: 'messages', query }),
    countWaiting: () => writing.call({ method: 'countWaiting' }),
    tidyMessages: before => writing.call({ method: 'tidyMessages', before }),
    falls: () => writing.call({ method: 'falls' }),
    beginFall: begun => writing.call({ method: 'beginFall', begun }),
    endFall: fall => writing.call({ method: 'endFall', fall }),
    // No other collector has the file.
    sending: action => action(),
    notAsked: query => reading.call({ method: 'notAsked', query }),
    declare: (surveys, entry) => writing.call({ method: 'declare', surveys, entry }),
    declareSegments: segments => writing.call({ method: 'declareSegments', segments }),
    eraseUndeclared: () => writing.call({ method: 'eraseUndeclared' }),
    notes: () => reading.call({ method: 'notes' }),
    keepNote: (note, entry) => writing.call({ method: 'keepNote', note, entry }),
    removeNote: (kind, id, entry) => writing.call({ method: 'removeNote', kind, id, entry }),
    // Responses are counted as they are stored.
    rollupLag: async () => ({ responses: 0, since: null }),
    verify: () => reading.call({ method: 'verify' }),
    rebuild: () => writing.call({ method: 'rebuild' }),
    fill: () => writing.call({ method: 'fill' }),
    check: () => writing.call({ method: 'check' }),
  }
}

/** A store with a single thread, which holds its data and takes it along when it ends. */
async function openInMemory(start: typeof startThread): Promise<Store> {
  const thread = await start({ file: inMemory, mode: 'write' })
  const calls = callsOn(thread, thread)
  return {
    ...calls,
    async declareSegments(segments) {
      await calls.declareSegments(segments)
      while (await calls.fill());
    },
    close: () => thread.close(),
  }
}

/** Milliseconds that a report may still take when the store is being closed; everything is stored by then. */
const patienceForReader = 1000

async function within(patience: number, ending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable('a report is still being counted')), patience)
  })
  await Promise.race([ending, late]).finally(() => clearTimeout(timer))
}

function note(action: () => void): void {
  try {
    action()
  } catch (cause) {
    throw new StoreUnavailable('the list of erasures cannot be written', { cause })
  }
}

function packed({ record: _, ...rest }: ReceivedResponse): PackedResponse {
  return rest
}
