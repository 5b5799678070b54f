// The frameworks in test/stacks: hundreds of megabytes with a lock file of their own, needed only by `npm run test:all`.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInstalled } from './install.mjs'
import { npm } from './npm.mjs'

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'test', 'stacks')

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')).packages
  } catch {
    return null // Nothing is installed yet.
  }
}

export const hasStacks = () =>
  isInstalled(packagesIn('package-lock.json'), packagesIn(join('node_modules', '.package-lock.json')))

export function installStacks() {
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  })
}
