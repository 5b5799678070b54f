// A shop in Express 5 with howlikely's collector under its own path: /howlikely/responses, /howlikely/howlikely.js …
//
//   npm install express
//   COLLECTOR=http://127.0.0.1:8787 node express.mjs
//
// The report is not passed on: it stays at the collector's own address.
import { request as forward } from 'node:http'
import express from 'express'

const { PORT = '3000', COLLECTOR = 'http://127.0.0.1:8787' } = process.env
const { hostname, port } = new URL(COLLECTOR)
/** What visitors need: where answers go, and the survey's files. */
const open = /^\/(responses|eligibility|(locales\/)?[\w.-]+\.js)$/

const app = express().disable('x-powered-by')

app.use('/howlikely', (visitor, answer, next) => {
  if (!open.test(visitor.path)) return next()
  // `Host` goes along as it is: so the collector knows that it stands under the shop's own address.
  const headers = {
    ...visitor.headers,
    'x-forwarded-for': visitor.socket.remoteAddress,
    'x-forwarded-proto': visitor.protocol,
  }
  const passed = forward({ hostname, port, path: visitor.url, method: visitor.method, headers }, got => {
    answer.writeHead(got.statusCode, got.headers)
    got.pipe(answer)
  })
  // The survey keeps an answer that was not taken, and comes again.
  passed.on('error', () => (answer.headersSent ? answer.destroy() : answer.sendStatus(502)))
  visitor.pipe(passed)
})

app.get('/', (_, answer) => answer.send('The shop'))

app.listen(Number(PORT), '127.0.0.1')
