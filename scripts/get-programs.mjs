// Provides the programs for tests: browsers (the system's, else Playwright's, else from the package manager), PostgreSQL,
// and PHP for the shops' modules.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { headlessShell, launchOptions } from './browsers.mjs'
import { postgresFolder } from './postgres.mjs'
import { say, stop } from './say.mjs'
import { hasStacks, installStacks } from './stacks.mjs'
import { webKitPrograms } from './webkit.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const downloadDeadlineMs = 300_000

/** Package names in the distributions; if one is unknown, the next is tried. */
const packages = {
  chromium: [['chromium'], ['chromium-browser']],
  'headless Chromium': [['chromium-headless-shell']],
  firefox: [['firefox-esr'], ['firefox']],
  webkit: [['webkit2gtk-driver', 'xvfb']],
  postgres: [['postgresql']],
  PHP: [['php-cli'], ['php']],
}

const run = (command, args, timeout) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', timeout }).status === 0

const isRoot = () => process.getuid && process.getuid() === 0

function fromPlaywright(node, engine) {
  say(`No ${engine} on this system: asking Playwright to download one.`)
  const cli = join(root, 'node_modules', 'playwright', 'cli.js')
  const withDependencies = isRoot() && process.platform === 'linux' ? ['--with-deps'] : []
  run(node, [cli, 'install', ...withDependencies, engine], downloadDeadlineMs)
}

function fromPackages(what) {
  if (process.platform !== 'linux' || !isRoot()) return
  say(`Asking the system's package manager for ${what}.`)
  run('apt-get', ['update', '-q'], downloadDeadlineMs)
  packages[what].some(names =>
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], downloadDeadlineMs),
  )
}

/** Ends the program with a sentence if Chromium or Firefox cannot be provided. */
export function getBrowsers(node) {
  for (const engine of ['chromium', 'firefox']) {
    if (!launchOptions(engine)) fromPlaywright(node, engine)
    if (!launchOptions(engine)) fromPackages(engine)
    if (!launchOptions(engine)) {
      stop(
        `There is no ${engine} to test in, and none could be installed. Install one, or set its path: ` +
          `HOWLIKELY_${engine.toUpperCase()}=/path/to/it npm test`,
      )
    }
  }
  // Only Debian packages it; elsewhere the tests take longer.
  if (launchOptions('chromium')?.executablePath && !process.env.HOWLIKELY_CHROMIUM && !headlessShell())
    fromPackages('headless Chromium')
  // Fewer systems have it: if it is missing, its tests are skipped, and a sentence says so.
  if (!webKitPrograms()) fromPackages('webkit')
  if (!webKitPrograms())
    say('There is no WebKit to test in (webkit2gtk-driver and xvfb): nothing is tested in it.')
}

/** Says so if PostgreSQL cannot be provided: then its tests are skipped. */
export function getPostgres() {
  if (!postgresFolder()) fromPackages('postgres')
  if (!postgresFolder())
    say(
      'There is no PostgreSQL to test on: nothing is tested on it. Install it, or name the folder of its programs: ' +
        'HOWLIKELY_POSTGRES=/path/to/bin npm test',
    )
}

/** Says so if PHP cannot be provided: then the tests of PHP code are skipped. */
export function getPhp() {
  const isHere = () => spawnSync('php', ['--version']).status === 0
  if (!isHere()) fromPackages('PHP')
  if (!isHere())
    say(
      'There is no PHP to test with (php-cli): the modules for WordPress, Magento and PrestaShop are not tested.',
    )
}

/** Says so if the frameworks that `npm run test:all` builds with cannot be installed: then nothing is tested with them. */
export function getStacks() {
  if (hasStacks()) return
  say('Installing Next.js, Angular and Astro into test/stacks, which takes minutes.')
  installStacks()
  if (!hasStacks())
    say(
      'There is no Next.js, Angular or Astro to build with, and they could not be installed: nothing is tested with them.',
    )
}
