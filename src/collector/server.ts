import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { connectionClient, noProxies, type TrustedProxies } from './client.ts'

export interface RunningServer {
  port: number
  /** Stops accepting connections, and resolves when the last request has its response, or was cut off after `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** Limits on a client, so that none holds up the others. */
export interface ServerLimits {
  /** Milliseconds for a request's headers. */
  headersMs: number
  /** Milliseconds for the whole request. */
  requestMs: number
  /** Connections at once; each may hold one message. */
  connections: number
  /** How many of these one client may hold; those through a trusted proxy count as one client's. */
  ofOneClient: number
}

/** A message is a few kilobytes; a client that takes longer is not a visitor. */
export const usualLimits: ServerLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  connections: 10_000,
  ofOneClient: 500,
}

/** Where to listen. */
interface Place {
  port: number
  host: string
  /** @default none */
  trustedProxies?: TrustedProxies
}

// Longer than the proxies in front keep theirs; otherwise a request may meet a connection that just closed.
const keepAliveTimeout = 65_000

/**
 * Starts to listen. Rejects if it cannot: port in use, no such address. `fetch` is given the address that a request's
 * connection comes from, and a way to cut it.
 */
export async function startServer(
  fetch: (request: Request, connection?: string, hangUp?: () => void) => Promise<Response>,
  { port, host, trustedProxies = noProxies }: Place,
  { headersMs, requestMs, connections, ofOneClient } = usualLimits,
): Promise<RunningServer> {
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout,
      // How often the first two limits are enforced; the default is twice a minute.
      connectionsCheckingInterval: headersMs / 2,
    },
    getRequestListener((request, { incoming }) =>
      fetch(request, incoming.socket.remoteAddress, () => incoming.socket.destroy()),
    ),
  )
  server.maxConnections = connections
  shareAmongClients(server, ofOneClient, trustedProxies)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  // It is a string only for pipes, and null only if the server isn't listening.
  const address = server.address() as AddressInfo

  return {
    port: address.port,
    async stop(graceMs) {
      const closed = new Promise(resolve => server.close(resolve))
      // A connection that was busy when the server closed stays open for the next request; nobody should wait for that.
      const tidy = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearInterval(tidy)
      clearTimeout(cut)
    },
  }
}

/** Closes the connections a client opens beyond its share, so that there is room for others. */
function shareAmongClients(server: Server, most: number, proxies: TrustedProxies): void {
  const held = new Map<string, number>()
  server.on('connection', socket => {
    const client = connectionClient(socket.remoteAddress, proxies)
    if (client === null) return
    const count = held.get(client) ?? 0
    if (count >= most) return void socket.destroy()
    held.set(client, count + 1)
    socket.once('close', () => {
      const left = (held.get(client) ?? 1) - 1
      if (left === 0) held.delete(client)
      else held.set(client, left)
    })
  })
}
