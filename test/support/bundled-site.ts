import { join } from 'node:path'
import { build } from 'vite'
import { listen } from './site.ts'

const folder = join(import.meta.dirname, '../../dist/npm')
const entry = 'virtual:site'

/**
 * A page of somebody who has the built package from npm and a bundler of their own. The page runs `code`, which has
 * `createHowlikely`.
 */
export async function startBundledSite(code: string): Promise<{ url: string; stop(): Promise<void> }> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'site',
        resolveId: id => (id === entry ? `\0${entry}` : undefined),
        load: id =>
          id === `\0${entry}`
            ? `import { createHowlikely } from ${JSON.stringify(join(folder, 'index.js'))}\n${code}`
            : undefined,
      },
    ],
    build: {
      write: false,
      rolldownOptions: { input: entry, output: { entryFileNames: 'site.js', chunkFileNames: '[name].js' } },
    },
  })
  const files = new Map<string, string>()
  for (const { output } of [built].flat().filter(one => 'output' in one)) {
    for (const file of output) if (file.type === 'chunk') files.set(`/${file.fileName}`, file.code)
  }
  return listen(request => {
    const file = files.get(new URL(request.url).pathname)
    return file === undefined
      ? new Response('<!doctype html><title>Shop</title><script type="module" src="/site.js"></script>', {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        })
      : new Response(file, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  })
}
