import { join } from 'node:path'
import { bundle } from './bundle.ts'
import { listen } from './site.ts'

const folder = join(import.meta.dirname, '../../dist/npm')

/**
 * A page of a site with the built package from npm and a bundler of its own. The page runs `code`, which can use
 * `createHowlikely`.
 */
export async function startBundledSite(code: string): Promise<{ url: string; stop(): Promise<void> }> {
  const files = await bundle(
    `import { createHowlikely } from ${JSON.stringify(join(folder, 'index.js'))}\n${code}`,
  )
  return listen(request => {
    const file = files.get(new URL(request.url).pathname)
    return file === undefined
      ? new Response('<!doctype html><title>Shop</title><script type="module" src="/site.js"></script>', {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        })
      : new Response(file, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  })
}
