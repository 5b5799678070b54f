import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')
const built = new Map<string, Promise<string>>()

/**
 * One file of a program and all its libraries, for tests that start it very often: it starts in a third of the time.
 * @param source seen from the project's folder
 */
export function bundledProgram(source: string): Promise<string> {
  const known = built.get(source) ?? bundle(source)
  built.set(source, known)
  return known
}

async function bundle(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-program-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  const outDir = join(folder, 'dist', 'program')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, source),
      outDir,
      emptyOutDir: true,
      target: 'node22',
      rolldownOptions: {
        external: ['pg-native'],
        output: { entryFileNames: 'program.mjs', codeSplitting: false },
      },
    },
  })
  return join(outDir, 'program.mjs')
}
