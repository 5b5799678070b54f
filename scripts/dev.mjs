// `npm run dev`: the collector and the demo shop, run from their sources. Changes under src/ are built, and the shop's
// open pages reload.
import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { say } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const shopPort = process.env.SHOP_PORT || '8080'
const collectorPort = process.env.COLLECTOR_PORT || '8787'
const collector = `http://localhost:${collectorPort}`
/** In milliseconds: editors may write a file more than once. */
const settleMs = 100

const node = install()
const children = new Set()

function start(args, env = {}) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: Object.assign({}, process.env, env) })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Resolves to whether it ended well. */
const run = args => new Promise(resolve => start(args).once('close', code => resolve(code === 0)))

function end(code) {
  for (const child of children) child.kill('SIGTERM')
  process.exit(code)
}

/** Builds only what browsers load: the rest runs from its sources. The manifest comes last, and signals the reload. */
async function buildForBrowsers() {
  const startedAt = Date.now()
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const holds =
    (await run([vite, 'build', '--app', '--logLevel', 'warn'])) &&
    (await run([join('scripts', 'write-manifest.mjs')]))
  say(
    holds
      ? `Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`
      : 'The build failed, as told above.',
  )
}

let timer
let isBuilding = false
let isStale = false

async function rebuild() {
  isStale = true
  if (isBuilding) return
  isBuilding = true
  while (isStale) {
    isStale = false
    await buildForBrowsers()
  }
  isBuilding = false
}

function rebuildSoon() {
  clearTimeout(timer)
  timer = setTimeout(rebuild, settleMs)
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0))

say('Building.')
if (!(await run([join('scripts', 'build.mjs'), '--quiet'])) && !existsSync(join(root, 'dist', 'browser')))
  end(1)
watch(join(root, 'src'), { recursive: true }, rebuildSoon)
watch(join(root, 'vite.config.ts'), rebuildSoon)

start(['--watch', '--watch-preserve-output', join('src', 'collector', 'main.ts')], {
  PORT: collectorPort,
  DATA_FOLDER: process.env.DATA_FOLDER || join(root, 'data'),
})
start(['--watch', '--watch-preserve-output', join('scripts', 'dev-shop.ts')], {
  PORT: shopPort,
  WIDGET: `${collector}/howlikely.js`,
  ENDPOINT: `${collector}/responses`,
  REPORT: `${collector}/report`,
})
