import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build, type UserConfig } from 'vite'
import { npm } from '../../scripts/npm.mjs'
import { listen } from './site.ts'

const root = join(import.meta.dirname, '../..')
const modules = join(root, 'node_modules')

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

let packed: string | undefined

/** The built package as npm packs it, once for all. */
function packedFile(): string {
  if (packed) return packed
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-packed-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { status, stderr } = npm(['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root })
  if (status !== 0) throw new Error(`npm pack ended with ${status}. ${stderr}`)
  packed = join(folder, readdirSync(folder)[0] ?? '')
  return packed
}

/** A project in which the packed file and other packages are installed. */
export interface Project {
  folder: string
  /** Writes a file; gives its place. */
  write(path: string, content: string): string
  remove(): void
}

/**
 * Makes such a project. Next to the package it puts the package's dependencies and any other named packages, all copies
 * of ours, and nothing else: a dependency that the package doesn't name would be missing.
 * @param others by the name under which each is installed, its folder in our `node_modules`
 * @param place the folder in which it is made. If a framework accepts no links out of a project, its packages are copied
 */
export function createProject(
  others: Readonly<Record<string, string>> = {},
  { place = tmpdir(), asCopies = false }: { place?: string; asCopies?: boolean } = {},
): Project {
  const folder = mkdtempSync(join(place, 'howlikely-project-'))
  const own = join(folder, 'node_modules')
  mkdirSync(join(own, 'howlikely'), { recursive: true })
  const { status, stderr } = spawnSync(
    'tar',
    ['-xzf', packedFile(), '-C', join(own, 'howlikely'), '--strip-components=1'],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`The packed file could not be unpacked. ${stderr}`)
  const asNamed = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, name]))
  const needed = asNamed(Object.keys(manifest.dependencies))
  for (const [name, source] of Object.entries({ ...needed, ...others })) {
    mkdirSync(dirname(join(own, name)), { recursive: true })
    if (asCopies) cpSync(join(modules, source), join(own, name), { recursive: true, dereference: true })
    else symlinkSync(join(modules, source), join(own, name))
  }
  const project: Project = {
    folder,
    write(path, content) {
      const place = join(folder, path)
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, content)
      return place
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
  project.write('package.json', '{ "name": "an-app", "private": true, "type": "module" }')
  return project
}

/** The files that a bundler has made of a project. */
export interface BuiltApp {
  /** Path of the file that the page names. */
  entry: string
  /** By their path on the site. */
  files: ReadonlyMap<string, string>
  /** The modules that are in any of them, by their path in `node_modules`. */
  modules: readonly string[]
}

/** Builds a project's `app.*` with Vite, with its defaults, as `vite build` would. @param more what its own configuration says */
export async function buildApp(
  { folder }: Project,
  entry: string,
  more: Pick<UserConfig, 'plugins' | 'define' | 'oxc'> = {},
): Promise<BuiltApp> {
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    ...more,
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"', ...more.define },
    // Links here stand for files inside a real project.
    resolve: { preserveSymlinks: true },
    build: { write: false, rolldownOptions: { input: join(folder, entry) } },
  })
  const files = new Map<string, string>()
  const held = new Set<string>()
  let start = ''
  for (const { output } of [built].flat().filter(one => 'output' in one)) {
    for (const file of output) {
      if (file.type !== 'chunk') continue
      files.set(`/${file.fileName}`, file.code)
      if (file.isEntry) start = `/${file.fileName}`
      for (const [id, { renderedLength }] of Object.entries(file.modules))
        if (renderedLength > 0) held.add(id.replace(/^.*\/node_modules\//, ''))
    }
  }
  return { entry: start, files, modules: [...held] }
}

/** The files for the tag, below `/widget/`. */
const ofTheTag = (path: string) =>
  readFileSync(join(root, 'dist/browser', path.slice('/widget/'.length)), 'utf8')

/** Serves what was built, on every path that is no file's a page with an element `#app`. @param drawn what is in it before the app runs */
export function serveApp(
  { entry, files }: BuiltApp,
  drawn = '',
): Promise<{ url: string; stop(): Promise<void> }> {
  const page =
    '<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><div id="app">'
  return listen(request => {
    const { pathname } = new URL(request.url)
    const file = pathname.startsWith('/widget/') ? ofTheTag(pathname) : files.get(pathname)
    return file === undefined
      ? new Response(`${page}${drawn}</div><script type="module" src="${entry}"></script>`, {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        })
      : new Response(file, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
  })
}
