// The demo shop as `npm run dev` serves it: its pages reload after each build, and after a change of the shop itself,
// for which Node restarts this program.
import { watch } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createDemoServer } from '../demo/server.ts'

const port = Number(process.env.PORT ?? 8080)
const built = join(import.meta.dirname, '../dist/browser')
const encoder = new TextEncoder()
const pages = new Set<ReadableStreamDefaultController<Uint8Array>>()

const shop = createDemoServer({
  widgetUrl: process.env.WIDGET ?? 'http://localhost:8787/howlikely.js',
  endpoint: process.env.ENDPOINT ?? 'http://localhost:8787/responses',
  reportUrl: process.env.REPORT,
})

// A second connection from the same page means that the shop was restarted.
const script = `const changes = new EventSource('/dev/changes')
let opened = 0
changes.addEventListener('open', () => { if (opened++) location.reload() })
changes.addEventListener('message', () => location.reload())
`

function changes(): Response {
  let page: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      page = controller
      pages.add(page)
      page.enqueue(encoder.encode('retry: 300\n\n'))
    },
    cancel: () => void pages.delete(page),
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  })
}

async function serveInDevelopment(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/dev/changes') return changes()
  if (pathname === '/dev/reload.js')
    return new Response(script, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  const response = await shop(request)
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  const html = `${await response.text()}<script src="/dev/reload.js"></script>`
  return new Response(html, { status: response.status, headers })
}

watch(built, (_event, name) => {
  if (name !== 'manifest.json') return
  for (const page of pages) page.enqueue(encoder.encode('data: built\n\n'))
})

serve({ fetch: serveInDevelopment, port, hostname: '127.0.0.1' }, () => {
  console.log(`The shop is open at http://localhost:${port}/ and loads itself anew after each change.`)
})
