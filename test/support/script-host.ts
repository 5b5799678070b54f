import type { IncomingMessage, ServerResponse } from 'node:http'
import { startClosableServer } from './closable-server.ts'
import { readBuilt } from './shop.ts'

/** How the host reacts to a request for one of the widget's files. */
export type Serving = 'as built' | '503' | 'late' | 'other bytes'

/** The host that has the widget's files, and another origin than the page's. */
export interface ScriptHost {
  url: string
  /** The names of the requested files, in order, without the refused ones. */
  asked: readonly string[]
  /** Says how files are served from now on, each told by how many were asked for since. */
  serve(how: (place: number) => Serving): void
  /** Connections are refused from now on, and those that are open break. */
  refuse(): Promise<void>
  /** The other way round, at the same address, where files are served as they were built. */
  listen(): Promise<void>
  stop(): Promise<void>
}

/** Milliseconds until a file that is late comes. */
export const lateness = 10_000

export async function startScriptHost(): Promise<ScriptHost> {
  const files = readBuilt()
  const asked: string[] = []
  let servingOf: (place: number) => Serving = () => 'as built'
  let since = 0

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const content = files.get(`${request.url}`)
    if (content === undefined) {
      response.writeHead(404).end()
      return
    }
    const how = servingOf(asked.length - since)
    asked.push(`${request.url}`.replace('/widget/', ''))
    if (how === 'late') await new Promise(resolve => setTimeout(resolve, lateness))
    // Nothing is cached, so that each load is a request.
    const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }
    if (how === '503') response.writeHead(503, headers).end('No.')
    else
      response
        .writeHead(200, { ...headers, 'content-type': 'text/javascript; charset=utf-8' })
        .end(how === 'other bytes' ? `${content}\n// Changed on the way.` : content)
  }

  const server = await startClosableServer(serve)
  return {
    url: server.url,
    asked,
    serve(how) {
      servingOf = how
      since = asked.length
    },
    refuse: server.refuse,
    async listen() {
      servingOf = () => 'as built'
      await server.listen()
    },
    stop: server.refuse,
  }
}
