import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A server on a port of its own, which can go down and come back at the same address. */
export interface ClosableServer {
  url: string
  /** Connections are refused from now on, and those that are open break. */
  refuse(): Promise<void>
  /** The other way round. */
  listen(): Promise<void>
}

export async function startClosableServer(
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<ClosableServer> {
  const sockets = new Set<Socket>()
  let server: Server | undefined
  let port = 0

  const listen = () =>
    new Promise<void>((resolve, reject) => {
      if (server) return resolve()
      const next = createServer((request, response) => void serve(request, response).catch(reject))
      next.on('connection', socket => {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
        socket.on('error', () => {}) // The browser breaks off too, and that is the point.
      })
      next.once('error', reject)
      next.listen(port, '127.0.0.1', () => {
        port = (next.address() as AddressInfo).port // A TCP server's address is an object.
        server = next
        resolve()
      })
    })

  const refuse = () =>
    new Promise<void>(resolve => {
      if (!server) return resolve()
      server.close(() => resolve())
      server = undefined
      for (const socket of sockets) socket.destroy()
    })

  await listen()
  return { url: `http://127.0.0.1:${port}`, refuse, listen }
}
