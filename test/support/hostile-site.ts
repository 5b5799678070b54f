import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { listen } from './site.ts'

/** What a page does to everything that is put into it. */
export interface Hostility {
  /** @default true; without it the browser is in quirks mode */
  hasDoctype?: boolean
  /** @default 'utf-8'; null names none, in the page or its headers */
  charset?: string | null
  /** Attributes of `html` and `body`. */
  html?: string
  body?: string
  css?: string
  /** Markup in the head, before all else. */
  head?: string
  /** Markup at the end of the body. */
  more?: string
  /** Scripts from npm, by their paths in node_modules, and what is run after them. */
  libraries?: readonly string[]
  run?: string
}

/** A server of hostile pages, with the built files and an endpoint on the same origin. */
export interface HostileSite {
  url: string
  /** Keeps a page, and gives its address. */
  page(hostility: Hostility): string
  /** What the endpoint has got, in order. */
  received: ResponseRecord[]
  stop(): Promise<void>
}

const built = join(import.meta.dirname, '../../dist/browser')
const require = createRequire(import.meta.url)

const script = (body: string) =>
  new Response(body, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })

function compose({ hasDoctype = true, charset = 'utf-8', ...given }: Hostility): string {
  const { html = '', body = '', css = '', head = '', more = '', libraries = [], run = '' } = given
  return `${hasDoctype ? '<!doctype html>' : ''}
<html lang="en" ${html}>
<head>
<title>The House of Offers</title>
<link rel="icon" href="data:,">
${charset ? `<meta charset="${charset}">` : ''}
${head}
<style>${css}</style>
${libraries.map(path => `<script src="/library/${path}"></script>`).join('\n')}
<script>${run}</script>
</head>
<body ${body}>
<h1>Your order is confirmed</h1>
<p>Thank you for <a href="#offer">shopping</a> with us.</p>
<p><label>Search <input type="search" name="search"></label> <button>Search</button></p>
<div style="height: 900px">Everything on this page fights.</div>
${more}
</body>
</html>`
}

export async function startHostileSite(): Promise<HostileSite> {
  const files = new Map(
    readdirSync(built, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.js'))
      .map(name => [`/widget/${name.replaceAll('\\', '/')}`, readFileSync(join(built, name), 'utf8')]),
  )
  const pages: Hostility[] = []
  const received: ResponseRecord[] = []

  const { url, stop } = await listen(async request => {
    const { pathname } = new URL(request.url)
    const file = files.get(pathname)
    if (file !== undefined) return script(file)
    if (pathname.startsWith('/library/')) {
      const path = require.resolve(decodeURIComponent(pathname.slice('/library/'.length)))
      return script(readFileSync(path, 'utf8'))
    }
    if (pathname === '/answers') {
      received.push((await request.json()) as ResponseRecord)
      return new Response(null, { status: 204 })
    }
    const page = pages[Number(pathname.slice('/page/'.length))]
    if (!page) return new Response('nothing here', { status: 404 })
    const encoding = page.charset === null ? '' : '; charset=utf-8'
    // A body of bytes has no charset of its own.
    return new Response(new TextEncoder().encode(compose(page)), {
      headers: { 'content-type': `text/html${encoding}` },
    })
  })
  return {
    url,
    page(hostility) {
      pages.push(hostility)
      return `${url}/page/${pages.length - 1}`
    },
    received,
    stop,
  }
}
