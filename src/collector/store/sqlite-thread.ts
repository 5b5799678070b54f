// The other side of openSqliteStore: a thread that has the database open and does as it is told.
import { parentPort, workerData } from 'node:worker_threads'
import { callPeople } from './people-store.ts'
import { createSqliteStore, openSqlite, openSqliteToRead } from './sqlite-store.ts'
import { MessagesRefused, ResponseRefused, StoreUnavailable, type UpdatedStore } from './store.ts'
import type { Call, Failure, NumberedCall, PackedResponse, Reply, ThreadSettings } from './thread-messages.ts'

// Given by the thread that starts this one.
const { file, mode } = workerData as ThreadSettings
const reply = (message: Reply) => parentPort?.postMessage(message)

try {
  const db = mode === 'read' ? openSqliteToRead(file) : await openSqlite(file)
  const store = createSqliteStore(db)
  parentPort?.on('message', (call: NumberedCall) => void answer(store, call))
  reply({ number: 0, result: undefined })
} catch (error) {
  reply({ number: 0, failure: failureOf(error) })
}

async function answer(store: UpdatedStore, call: NumberedCall): Promise<void> {
  try {
    reply({ number: call.number, result: (await run(store, call)) ?? undefined })
  } catch (error) {
    reply({ number: call.number, failure: failureOf(error) })
  }
  if (call.method === 'close') parentPort?.close()
}

function run(store: UpdatedStore, call: Call) {
  switch (call.method) {
    case 'saveAll':
      return store.saveAll(call.responses.map(unpacked))
    case 'tally':
      return store.tally(call.starts)
    case 'reasons':
      return store.reasons(call.query)
    case 'figures':
      return store.figures(call.query)
    case 'values':
      return store.values(call.query)
    case 'answers':
      return store.answers(call.query)
    case 'areTextsReady':
      return store.areTextsReady()
    case 'words':
      return store.words(call.selection)
    case 'tags':
      return store.tags()
    case 'keepTag':
      return store.keepTag(call.change, call.entry)
    case 'dropTag':
      return store.dropTag(call.tag, call.entry)
    case 'tagAnswers':
      return store.tagAnswers(call.tagging, call.entry)
    case 'tagsOn':
      return store.tagsOn(call.ids)
    case 'tagFigures':
      return store.tagFigures(call.selection)
    case 'followUps':
      return store.followUps(call.query)
    case 'followUpsOn':
      return store.followUpsOn(call.ids)
    case 'followUp':
      return store.followUp(call.change, call.entry)
    case 'takenUp':
      return store.takenUp(call.selection, call.today)
    case 'followUpOwners':
      return store.followUpOwners()
    case 'records':
      return store.records(call.query)
    case 'sitesOf':
      return store.sitesOf(call.person)
    case 'waitingFor':
      return store.waitingFor(call.person)
    case 'erase':
      return store.erase(call.person, call.now)
    case 'logHoldsErased':
      return store.logHoldsErased()
    case 'lookAtClock':
      return store.lookAtClock(call.now)
    case 'expire':
      return store.expire(call.expiry)
    case 'memoryOf':
      return store.memoryOf(call.respondent)
    case 'askNextTime':
      return store.askNextTime(call.trigger)
    case 'surveys':
      return store.surveys()
    case 'names':
      return store.names()
    case 'giveName':
      return store.giveName(call.name, call.entry)
    case 'people':
      return callPeople(store.people, call.call)
    case 'newestResponses':
      return store.newestResponses()
    case 'alertSettings':
      return store.alertSettings()
    case 'keepDestination':
      return store.keepDestination(call.change, call.by)
    case 'dropDestination':
      return store.dropDestination(call.id)
    case 'keepRule':
      return store.keepRule(call.change, call.by)
    case 'dropRule':
      return store.dropRule(call.id)
    case 'queueMessages':
      return store.queueMessages(call.messages)
    case 'dueMessages':
      return store.dueMessages(call.query)
    case 'noteAttempt':
      return store.noteAttempt(call.tried)
    case 'messages':
      return store.messages(call.query)
    case 'countWaiting':
      return store.countWaiting()
    case 'tidyMessages':
      return store.tidyMessages(call.before)
    case 'falls':
      return store.falls()
    case 'beginFall':
      return store.beginFall(call.begun)
    case 'endFall':
      return store.endFall(call.fall)
    case 'notAsked':
      return store.notAsked(call.query)
    case 'declare':
      return store.declare(call.surveys, call.entry)
    case 'declareSegments':
      return store.declareSegments(call.segments)
    case 'eraseUndeclared':
      return store.eraseUndeclared()
    case 'notes':
      return store.notes()
    case 'keepNote':
      return store.keepNote(call.note, call.entry)
    case 'removeNote':
      return store.removeNote(call.kind, call.id, call.entry)
    case 'verify':
      return store.verify()
    case 'rebuild':
      return store.rebuild()
    case 'fill':
      return store.fill()
    case 'check':
      return store.check()
    case 'close':
      return store.close()
  }
}

// The text belongs to a record that passed the schema.
function unpacked(packed: PackedResponse) {
  return { ...packed, record: JSON.parse(packed.json) }
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof MessagesRefused)
    return { kind: 'revisions', refused: error.refused, turnedAway: error.turnedAway }
  if (error instanceof ResponseRefused) return { kind: 'refused', message }
  if (error instanceof StoreUnavailable) return { kind: 'unavailable', message }
  return { kind: 'other', message }
}
