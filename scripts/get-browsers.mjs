// Sees to it that there are browsers to test in: one on the system, else Playwright's, else the package manager's.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchOptions } from './browsers.mjs'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const downloadDeadlineMs = 300_000

const packages = { chromium: ['chromium', 'chromium-browser'], firefox: ['firefox-esr', 'firefox'] }

const run = (command, args, timeout) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', timeout }).status === 0

const isRoot = () => process.getuid && process.getuid() === 0

function fromPlaywright(node, engine) {
  say(`No ${engine} on this system: asking Playwright to download one.`)
  const cli = join(root, 'node_modules', 'playwright', 'cli.js')
  const withDependencies = isRoot() && process.platform === 'linux' ? ['--with-deps'] : []
  run(node, [cli, 'install', ...withDependencies, engine], downloadDeadlineMs)
}

function fromPackages(engine) {
  if (process.platform !== 'linux' || !isRoot()) return
  say(`Asking the system's package manager for ${engine}.`)
  run('apt-get', ['update', '-q'], downloadDeadlineMs)
  packages[engine].some(name =>
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], downloadDeadlineMs),
  )
}

/** Ends the program with a sentence where a browser cannot be had. */
export function getBrowsers(node) {
  for (const engine of ['chromium', 'firefox']) {
    if (!launchOptions(engine)) fromPlaywright(node, engine)
    if (!launchOptions(engine)) fromPackages(engine)
    if (!launchOptions(engine)) {
      stop(
        `There is no ${engine} to test in, and none could be installed. Install one, or say where it is: ` +
          `HOWLIKELY_${engine.toUpperCase()}=/path/to/it npm test`,
      )
    }
  }
}
