import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { PageSettings } from '../../support/bare-page.ts'
import { bundle } from '../../support/bundle.ts'

const modules = join(import.meta.dirname, '../../../node_modules')

/** Packages as pages carry them: by script elements before all else. Each is a file's path in `node_modules`. */
export function library(...files: readonly string[]): Required<Pick<PageSettings, 'head' | 'scripts'>> {
  const paths = files.map(file => `/library/${file}`)
  return {
    head: paths.map(path => `<script src="${path}"></script>`).join(''),
    scripts: Object.fromEntries(
      files.map((file, place) => [`${paths[place]}`, readFileSync(join(modules, file), 'utf8')]),
    ),
  }
}

const pages = new Map<string, Promise<PageSettings>>()

/** A page whose own code, with everything that it imports, goes through a bundler; it draws into `#app`. */
export function bundled(name: string, code: string): Promise<PageSettings> {
  const page = pages.get(name) ?? bundlePage(name, code)
  pages.set(name, page)
  return page
}

async function bundlePage(name: string, code: string): Promise<PageSettings> {
  // Bundled packages are looked for next to this project's own modules.
  const from = createRequire(join(modules, 'x.js'))
  const resolved = code.replaceAll(/ from '([^']+)'/g, (_all, path) => ` from '${from.resolve(path)}'`)
  const files = [...(await bundle(resolved))]
  return {
    body: `<div id="app"></div><script type="module" src="/${name}/site.js"></script>`,
    scripts: Object.fromEntries(files.map(([path, content]) => [`/${name}${path}`, content])),
  }
}
