// A hash of the sources of a build: written next to the build, and compared before tests run on it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const settings = [
  'package.json',
  'vite.config.ts',
  'vite.report.config.ts',
  'vite.collector.config.ts',
  'tsconfig.types.json',
  'scripts/build.mjs',
  'scripts/package-entries.mjs',
  'scripts/write-types.mjs',
]

/** Where a build stores its fingerprint. */
export const builtFrom = join(root, 'dist', '.built-from')

/**
 * The fingerprint of everything here that a build reads.
 * @returns {string}
 */
export function fingerprint() {
  const source = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const path of [...settings.map(name => join(root, name)), ...source])
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}
