// `npm pack` and `npm publish` run this, so that the package is always built from the current src/.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
// Print nothing to standard output: `npm pack` prints the file's name there last.
const { status } = spawnSync(install(), [join(root, 'scripts', 'build.mjs'), '--quiet'], {
  cwd: root,
  stdio: ['ignore', process.stderr, 'inherit'],
})
process.exit(status === 0 ? 0 : 1)
