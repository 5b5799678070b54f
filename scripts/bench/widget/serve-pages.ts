import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { serve } from '@hono/node-server'
import { type BrowserFiles, fileResponse } from '../../../src/collector/browser-files.ts'
import { browserFolder } from '../../../src/collector/browser-folder.ts'
import { documents } from './pages.ts'

const compress = promisify(brotliCompress)

export interface PageServer {
  origin: string
  stop(): Promise<void>
}

/**
 * Serves the pages, and their scripts as the collector serves them: compressed and cacheable. The endpoint accepts
 * everything and keeps nothing.
 * @param widgetFolder the built files of howlikely
 * @param formFolder the scripts of the other pages
 */
export async function servePages(widgetFolder: string, formFolder: string): Promise<PageServer> {
  const pages = await compressed(documents())
  const [widget, forms] = [widgetFolder, formFolder].map(folder => browserFolder(folder)) as [
    BrowserFiles,
    BrowserFiles,
  ]

  return listen(async request => {
    const { pathname } = new URL(request.url)
    const page = pages.get(pathname)
    if (page) return pageResponse(page)
    if (request.method === 'POST' && pathname === '/responses') return new Response(null, { status: 204 })
    const [files, path] = pathname.startsWith('/files/')
      ? [forms, pathname.slice('/files/'.length)]
      : [widget, pathname.slice(1)]
    const file = await files(path)
    return file ? fileResponse(request, path, file) : new Response('Not found', { status: 404 })
  })
}

type Body = Uint8Array<ArrayBuffer>

async function compressed(texts: ReadonlyMap<string, string>): Promise<Map<string, Body>> {
  const bodies = [...texts].map(async ([path, text]) => [path, new Uint8Array(await compress(text))] as const)
  return new Map(await Promise.all(bodies))
}

const pageResponse = (body: Body) =>
  new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'no-cache',
    },
  })

function listen(fetch: (request: Request) => Promise<Response>): Promise<PageServer> {
  return new Promise(resolve => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      resolve({
        origin: `http://127.0.0.1:${port}`,
        stop: () =>
          new Promise(done => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
  })
}
