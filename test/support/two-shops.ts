import type { Page } from 'playwright'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { builtFile } from './bare-page.ts'
import { listen } from './site.ts'

/** How a shop goes from page to page: by a new document, or within one. */
export type Kind = 'classic' | 'single-page'

export const kinds: readonly Kind[] = ['classic', 'single-page']

/** One small shop in two kinds, with the built files and an endpoint on its own origin. */
export interface TwoShops {
  url: string
  /** Opens a page of the shop, which has these options from now on; a driven browser is asked, and at once. */
  open(page: Page, kind: Kind, path: string, options?: object): Promise<void>
  received: readonly ResponseRecord[]
  stop(): Promise<void>
}

const paths = ['/shelf', '/payment', '/thank-you', '/orders']

const body = `<nav>${paths.map(path => `<a href="${path}">${path}</a>`).join(' ')}</nav>
<h1></h1>
<label>Search <input></label>
<button id="open">Open</button><dialog id="modal"><button id="shut">Shut</button></dialog>
<button id="pay">Pay</button>`

/** What both kinds of shop do; they differ in `go`, to another page. Paying takes a while, as asking a bank does. */
const script = (kind: Kind) => `
const draw = () => { document.querySelector('h1').textContent = location.pathname }
const go = ${kind === 'classic' ? 'path => location.assign(path)' : "path => { history.pushState(null, '', path); draw() }"}
draw()
addEventListener('popstate', draw)
addEventListener('click', event => {
  const { id, tagName } = event.target
  if (id === 'open') modal.showModal()
  if (id === 'shut') modal.close()
  if (id === 'pay') setTimeout(() => go('/thank-you'), 300)
  if (tagName === 'A' && ${kind === 'single-page'}) { event.preventDefault(); go(event.target.getAttribute('href')) }
})`

const page = (
  kind: Kind,
  options: object,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<script>window.howlikely = window.howlikely || function () { (howlikely.q = howlikely.q || []).push(arguments) }</script>
<script type="application/json" data-howlikely>${JSON.stringify(options)}</script>
<script async src="/widget/howlikely.js" data-endpoint="/responses"></script>
<body>${body}<script>${script(kind)}</script></body></html>`

/** Serves it until it is stopped. */
export async function startTwoShops(): Promise<TwoShops> {
  const received: ResponseRecord[] = []
  let html = ''
  const { url, stop } = await listen(async request => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/widget/')) {
      const content = builtFile(pathname.slice('/widget/'.length))
      return new Response(content, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
    }
    if (pathname === '/responses') received.push(JSON.parse(await request.text()))
    if (!paths.includes(pathname)) return new Response(null, { status: 204 })
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
  })
  return {
    url,
    async open(tab, kind, path, options = {}) {
      html = page(kind, { automation: 'ask', delay: '0s', ...options })
      await tab.goto(url + path)
    },
    received,
    stop,
  }
}
