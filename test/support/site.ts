import { type AddressInfo, createServer } from 'node:net'
import { serve } from '@hono/node-server'
import { createDemoServer } from '../../demo/server.ts'
import { type RunningCollector, startCollector } from './collector.ts'

/** The demo shop on one origin, the real collector with the built files on another. */
export interface RunningSite {
  shop: string
  collector: RunningCollector
  stop(): Promise<void>
}

/** Serves a `Request -> Response` function on a free port of this machine. */
export function listen(
  fetch: (request: Request) => Promise<Response> | Response,
): Promise<{ url: string; stop(): Promise<void> }> {
  return new Promise(resolve => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      resolve({
        url: `http://127.0.0.1:${port}`,
        stop: () =>
          new Promise(done => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
  })
}

/** A port on which nothing listens: connections to it are refused. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

export async function startSite(): Promise<RunningSite> {
  const collector = await startCollector()
  const shop = await listen(
    createDemoServer({ widgetUrl: `${collector.url}/howlikely.js`, endpoint: `${collector.url}/responses` }),
  )
  return {
    shop: shop.url,
    collector,
    async stop() {
      await shop.stop()
      await collector.stop()
    },
  }
}
