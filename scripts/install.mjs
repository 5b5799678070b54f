// Gets a fresh clone ready, with whatever Node there is. Old versions must be able to read this file, so it keeps to the
// syntax of Node 12 and needs no module that would have to be installed.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages || null
  } catch (_missingOrCutOff) {
    return null
  }
}

/**
 * Whether the installed packages (by npm's own list, node_modules/.package-lock.json) are those in package-lock.json, in
 * the same versions. Optional packages may be missing: most are for other systems.
 */
export function isInstalled(wanted, installed) {
  if (!installed) return false
  const names = Object.keys(wanted).filter(name => name !== '')
  const isThere = name =>
    installed[name] ? installed[name].version === wanted[name].version : wanted[name].optional === true
  return names.every(isThere) && Object.keys(installed).every(name => name in wanted)
}

/** Whether a version such as "v22.13.0" is 22.13 or newer. */
export function isRecentEnough(version) {
  const parts = version.replace('v', '').split('.').map(Number)
  return parts[0] > 22 || (parts[0] === 22 && parts[1] >= 13)
}

// Runs npm with the caller's own settings, which reach it through the environment. node_modules/.bin is taken off the
// path, since npm is about to remove the Node in there.
function runNpm() {
  const path = (process.env.PATH || '').split(delimiter).filter(folder => folder !== join(modules, '.bin'))
  // Development packages are needed whatever NODE_ENV says: without them nothing can be built.
  return spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: Object.assign({}, process.env, { PATH: path.join(delimiter) }),
  })
}

function installPackages() {
  const wanted = readPackages(join(root, 'package-lock.json'))
  if (!wanted)
    stop('package-lock.json is missing or damaged. Get it back with: git checkout package-lock.json')
  const installed = readPackages(join(modules, '.package-lock.json'))
  if (isInstalled(wanted, installed)) return
  say(
    installed
      ? 'The installed packages are not those of package-lock.json: running npm ci.'
      : 'Nothing is installed yet: running npm ci, which takes a minute.',
  )
  const npm = runNpm()
  if (npm.error)
    stop(`npm could not be started (${npm.error.message}). It comes with Node: https://nodejs.org`)
  if (npm.status !== 0) {
    stop('npm ci failed; what it said stands above. Often there is no network, or no room on the disk.')
  }
}

function versionOf(node) {
  const asked = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : null
}

/**
 * Installs what is missing or outdated, and returns the path of the Node to run everything else with: the project's own,
 * else the one that runs this, if it is recent enough. Otherwise it ends the program with a sentence.
 */
export function install() {
  installPackages()
  const own = join(modules, '.bin', 'node')
  const ownVersion = versionOf(own)
  if (ownVersion && isRecentEnough(ownVersion)) return own
  if (isRecentEnough(process.version)) return process.execPath
  return stop(
    `Node 22.13 or newer is needed, and this is ${process.version}. The newer one that npm installs for the ` +
      'project did not arrive: allow the install script of the package "node" (perhaps ignore-scripts is ' +
      'set), delete node_modules and try again, or install Node 24 from https://nodejs.org',
  )
}
