import { serve } from '@hono/node-server'
import { createDemoServer } from './server.ts'

const port = Number(process.env.PORT ?? 8080)
const hostname = process.env.HOST ?? '127.0.0.1'
const widgetUrl = process.env.WIDGET ?? 'http://localhost:8787/howlikely.js'
const endpoint = process.env.ENDPOINT ?? 'http://localhost:8787/responses'
const reportUrl = process.env.REPORT

function stop(words: string): never {
  console.error(words)
  process.exit(1)
}

if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  stop(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`)
}
for (const [name, address] of [
  ['WIDGET', widgetUrl],
  ['ENDPOINT', endpoint],
] as const) {
  if (!/^https?:/.test(URL.parse(address)?.protocol ?? '')) {
    stop(`${name} must be a whole address that starts with http:// or https://, not "${address}".`)
  }
}

const server = serve({ fetch: createDemoServer({ widgetUrl, endpoint, reportUrl }), port, hostname }, () => {
  console.log(`The shop is open at http://localhost:${port}/`)
})

server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE')
    stop(`Port ${port} is taken by another program. Choose another with PORT=… .`)
  if (error.code === 'EACCES')
    stop(`Port ${port} may not be opened by this user. Choose one above 1023 with PORT=… .`)
  stop(`The shop cannot listen on ${hostname}, port ${port}: ${error.message}.`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // Browsers keep connections open; since the shop has nothing to save, it doesn't wait for them.
    process.exit(0)
  })
}
