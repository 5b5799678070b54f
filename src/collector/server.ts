import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

export interface RunningServer {
  port: number
  /** Takes no more connections and resolves when the last request has its answer, or was cut off after `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** What a client may take, so that none holds up the others. */
export interface ServerLimits {
  /** Milliseconds for a request's headers. */
  headersMs: number
  /** Milliseconds for the whole request. */
  requestMs: number
  /** Connections at once; each may hold one message. */
  connections: number
}

/** A message is a few kilobytes; a client that takes longer is not a visitor. */
export const usualLimits: ServerLimits = { headersMs: 10_000, requestMs: 30_000, connections: 10_000 }

// Longer than the proxies in front keep theirs, or a request meets a connection that just closed.
const keepAliveTimeout = 65_000

/**
 * Listens. Rejects where it cannot: port in use, no such address. `fetch` is told the address that a request's
 * connection comes from.
 */
export async function startServer(
  fetch: (request: Request, connection?: string) => Promise<Response>,
  { port, host }: { port: number; host: string },
  { headersMs, requestMs, connections } = usualLimits,
): Promise<RunningServer> {
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout,
      // How often the first two are looked after; else twice a minute.
      connectionsCheckingInterval: headersMs / 2,
    },
    getRequestListener((request, { incoming }) => fetch(request, incoming.socket.remoteAddress)),
  )
  server.maxConnections = connections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  // A string only for pipes, null only when it doesn't listen.
  const address = server.address() as AddressInfo

  return {
    port: address.port,
    async stop(graceMs) {
      const closed = new Promise(resolve => server.close(resolve))
      // A connection that was busy when the server closed stays open for the next request; nobody waits for that.
      const tidy = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearInterval(tidy)
      clearTimeout(cut)
    },
  }
}
