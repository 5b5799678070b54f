// An endpoint for howlikely in Express 5: keeps each response once, in one SQLite file.
//
//   npm install express
//   ALLOWED_ORIGINS=https://shop.example node express.mjs
//
// Node 22.13 or newer, for its SQLite.
import { DatabaseSync } from 'node:sqlite'
import express from 'express'

const { PORT = '3000', DATABASE = 'responses.sqlite', ALLOWED_ORIGINS = '' } = process.env
const allowedOrigins = ALLOWED_ORIGINS.split(',')
const longest = 32 * 1024
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const states = ['asked', 'scored', 'answered', 'dismissed']

// Every commit is synced to the disk: that is SQLite's default.
const database = new DatabaseSync(DATABASE, { timeout: 2000 })
database.exec(`create table if not exists response (
  id text primary key, revision integer not null, state text not null, record text not null)`)
// A higher revision replaces a lower one, and nothing replaces an answer.
const keep = database.prepare(`insert into response (id, revision, state, record) values (?, ?, ?, ?)
  on conflict (id) do update set revision = excluded.revision, state = excluded.state, record = excluded.record
  where excluded.revision > response.revision and response.state <> 'answered'`)

const app = express().disable('x-powered-by')

app.use((request, response, next) => {
  const { origin, host } = request.headers
  response.vary('Origin')
  // Pages of this very host send an origin, too.
  const isOurs = origin === undefined || origin.replace(/^https?:\/\//, '') === host
  if (!isOurs && !allowedOrigins.includes(origin)) return refuse(response, 403, 'This origin may not send.')
  if (origin !== undefined) {
    response.set('Access-Control-Allow-Origin', origin)
    response.set('Access-Control-Expose-Headers', 'Retry-After')
  }
  if (request.method !== 'OPTIONS') return next()
  response.set('Access-Control-Allow-Methods', 'POST')
  response.set('Access-Control-Allow-Headers', 'content-type')
  response.set('Access-Control-Max-Age', '7200')
  response.status(204).end()
})

app.post(
  '/responses',
  express.text({ type: ['application/json', 'text/plain'], limit: longest }),
  // In a form one byte may take three: %C3.
  express.urlencoded({ extended: false, limit: 3 * longest }),
  (request, response) => {
    if (!request.is(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])) {
      return refuse(response, 415, 'Send JSON, as application/json, text/plain or a form.')
    }
    const text = typeof request.body === 'string' ? request.body : request.body?.response
    if (typeof text !== 'string') return refuse(response, 400, 'Nothing came, or no field "response".')
    if (Buffer.byteLength(text) > longest) return refuse(response, 413, 'This is too long.')
    let record
    try {
      record = JSON.parse(text)
    } catch {
      return refuse(response, 400, 'This is not JSON.')
    }
    if (!isResponse(record)) return refuse(response, 422, 'This is no response of howlikely.')
    keep.run(record.id, record.revision, record.state, text)
    response.status(204).end()
  },
)

app.all('/responses', (_request, response) => refuse(response.set('Allow', 'POST, OPTIONS'), 405, 'POST it.'))

app.use((error, _request, response, _next) => {
  // What Express says about the body has a status; all else is the database.
  if (error.status < 500) return refuse(response, error.status, 'This body cannot be read.')
  console.error(error)
  refuse(response.set('Retry-After', '30'), 503, 'Nothing can be stored now.')
})

function isResponse(record) {
  if (typeof record !== 'object' || record === null) return false
  const { id, revision, state, score } = record
  const isKey = typeof id === 'string' && uuid.test(id) && Number.isSafeInteger(revision) && revision > 0
  const isScore = score === null || (Number.isInteger(score) && score >= 0 && score <= 10)
  return isKey && states.includes(state) && isScore
}

function refuse(response, status, sentence) {
  response.status(status).type('text').send(`${sentence}\n`)
}

app.listen(Number(PORT), '127.0.0.1', error => {
  if (error) throw error
  console.log(`Responses go to http://127.0.0.1:${PORT}/responses`)
})
