// `npm pack` and `npm publish` run it: whatever is packed was built from what stands in src/ now.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
// Nothing to standard output: `npm pack` ends it with the name of the file.
const { status } = spawnSync(install(), [join(root, 'scripts', 'build.mjs'), '--quiet'], {
  cwd: root,
  stdio: ['ignore', process.stderr, 'inherit'],
})
process.exit(status === 0 ? 0 : 1)
