import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { listen } from './site.ts'

/** A page with the tag and next to nothing else, as a test wants it served. */
export interface PageSettings {
  /** @default none */
  policy?: string
  /** @default howlikely.js */
  file?: 'howlikely.js' | 'howlikely.full.js'
  /** Attributes of the tag, in addition to those that let a driven browser be asked at once; null: the page has no tag. */
  tag?: Readonly<Record<string, string>> | null
  /** The page's head before the tag, such as a JSON block. */
  head?: string
  body?: string
  /** Turns a built file into what is served in its place. */
  serve?: (name: string, content: string) => string | null
  /** Scripts of the page's own, by their paths. */
  scripts?: Readonly<Record<string, string>>
}

export interface RunningPages {
  url: string
  /** The address of a page as it is to be served from now on. */
  page(settings?: PageSettings): string
  received: readonly ResponseRecord[]
  /** Requests for other addresses of this origin, which no page should have made. */
  strays: readonly string[]
  stop(): Promise<void>
}

const folder = join(import.meta.dirname, '../../dist/browser')

/** What the build says about its files. */
export interface Manifest {
  version: string
  files: Record<string, { bytes: number; integrity: string }>
}

export const readManifest = (): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))

export const builtFile = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** The whole name of a built part. */
export function partName(name: string): string {
  const found = readdirSync(folder).find(file => new RegExp(`^${name}\\.[\\w-]{8}\\.js$`).test(file))
  if (found === undefined) throw new Error(`There is no built file for ${name}.`)
  return found
}

const attributesOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join('')

const open = { 'access-control-allow-origin': '*' }

/** Serves pages, the built files and an endpoint from one origin. */
export async function startPages(): Promise<RunningPages> {
  const pages = new Map<string, PageSettings>()
  const scripts = new Map<string, string>()
  const received: ResponseRecord[] = []
  const strays: string[] = []
  let latest: PageSettings = {}

  const { url, stop } = await listen(async request => {
    const { pathname } = new URL(request.url)
    const settings = pages.get(pathname)
    if (settings) return htmlOf(settings)
    const script = scripts.get(pathname)
    if (script !== undefined)
      return new Response(script, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
    if (pathname.startsWith('/widget/')) {
      const name = pathname.slice('/widget/'.length)
      const content = latest.serve ? latest.serve(name, builtFile(name)) : builtFile(name)
      if (content === null) return new Response('No.', { status: 404 })
      return new Response(content, {
        headers: { ...open, 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
      })
    }
    if (pathname === '/responses') {
      if (request.method === 'POST') received.push(JSON.parse(await request.text()))
      return new Response(null, { status: 204, headers: { ...open, 'access-control-allow-headers': '*' } })
    }
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 })
    strays.push(`${request.method} ${pathname}`)
    return new Response('No.', { status: 404 })
  })

  return {
    url,
    page(settings = {}) {
      latest = settings
      for (const [path, script] of Object.entries(settings.scripts ?? {})) scripts.set(path, script)
      const path = `/page-${pages.size + 1}`
      pages.set(path, settings)
      return url + path
    },
    received,
    strays,
    stop,
  }
}

function htmlOf({ policy, file = 'howlikely.js', tag = {}, head = '', body = '' }: PageSettings): Response {
  const attributes = attributesOf({
    src: `/widget/${file}`,
    'data-endpoint': '/responses',
    'data-automation': 'ask',
    'data-delay': '0s',
    ...tag,
  })
  const script = tag ? `<script${attributes}></script>` : ''
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}
${script}</head><body><h1>Thank you for your order</h1>${body}</body></html>`
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(policy !== undefined && { 'content-security-policy': policy }),
    },
  })
}

/** Errors in a page, as the page itself reports them. */
export interface Troubles {
  violations: string[]
  /** Exceptions and rejections that nobody caught. */
  uncaught: string[]
  console: string[]
}

/** Opens a page that notes what goes wrong in it, from its very beginning. */
export async function openWatched(
  context: BrowserContext,
): Promise<{ page: Page; troubles(): Promise<Troubles> }> {
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', message => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => said.push(`uncaught: ${error.message}`))
  await page.addInitScript(() => {
    const noted: { violations: string[]; uncaught: string[] } = { violations: [], uncaught: [] }
    Object.defineProperty(window, 'noted', { value: noted })
    document.addEventListener('securitypolicyviolation', event => {
      noted.violations.push(`${event.effectiveDirective} ${event.blockedURI}`)
    })
    window.addEventListener('error', event => noted.uncaught.push(event.message))
    window.addEventListener('unhandledrejection', event => noted.uncaught.push(String(event.reason)))
  })
  return {
    page,
    async troubles() {
      const noted = await page.evaluate(
        () => (window as unknown as { noted: { violations: string[]; uncaught: string[] } }).noted,
      )
      // The browser's own wish, which a policy may refuse.
      const isOurs = (text: string) => !text.includes('favicon.ico')
      return {
        violations: noted.violations.filter(isOurs),
        uncaught: noted.uncaught.filter(isOurs),
        console: said.filter(isOurs),
      }
    },
  }
}
