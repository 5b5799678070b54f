// A store in a process with little memory: it is flooded with made-up surveys, then asked for more than its reading thread
// can hold, then for the report. Not a test's own code. Usage: node --max-old-space-size=… small-memory.ts <file> <names> <length>
// A response has a question of that length: together they are more than the memory holds.
import { openSqliteStore } from '../../src/collector/store/open-sqlite-store.ts'
import { aResponse } from '../collector/a-response.ts'

const [file = '', names = '0', length = '0'] = process.argv.slice(2)
const store = await openSqliteStore(file)
const received = (survey: string, question: string) => {
  const record = aResponse({ survey, question })
  return { record, json: JSON.stringify(record), receivedAt: Date.now() }
}

const long = 'x'.repeat(Number(length))
let turnedAway = 0
for (let name = 0; name < Number(names); name += 1000) {
  const batch = Array.from({ length: 1000 }, (_, place) => received(`made-up-${name + place}`, long))
  turnedAway += (await store.saveAll(batch)).turnedAway.length
}

const everything = await store.records({ limit: 10_000_000 }).then(
  () => 'held',
  (error: Error) => error.name,
)
// The thread restarts with the first call; of several measurements the best one counts, since other programs run too.
const report = () => Promise.all([store.tally(), store.surveys()])
const [rows, { undeclared }] = await report()
let took = Number.POSITIVE_INFINITY
for (let round = 0; round < 5; round += 1) {
  const startedAt = performance.now()
  await report()
  took = Math.min(took, performance.now() - startedAt)
}
await store.close()
process.stdout.write(
  JSON.stringify({ everything, took, rows: rows.length, apart: undeclared.responses, turnedAway }),
)
// A thread that ran out of memory leaves something behind that would keep the process from ending.
process.exit()
