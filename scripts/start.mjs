// `npm start`: installs, builds, and runs the collector and the demo shop side by side. It may be started by any Node, so
// it keeps to the syntax of Node 12 and to modules that come with Node.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const startDeadlineMs = 30_000
// The collector gives running requests ten seconds; this waits a little longer.
const stopDeadlineMs = 12_000
const pollMs = 150

function readPort(name, usual) {
  const given = process.env[name]
  if (given === undefined || given === '') return usual
  const port = Number(given)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    stop(`${name} must be a number from 1 to 65535, not "${given}".`)
  }
  return port
}

// Null if the port is free, else the system's error code.
function whyNotFree(port) {
  return new Promise(resolve => {
    const probe = createServer()
    probe.once('error', error => resolve(error.code))
    probe.listen(port, () => probe.close(() => resolve(null)))
  })
}

async function findFree(port, others) {
  for (let next = port + 1; next < Math.min(port + 50, 65_536); next += 1) {
    if (others.indexOf(next) < 0 && (await whyNotFree(next)) === null) return next
  }
  return 9000
}

async function demandFree(name, port, others) {
  const reason = await whyNotFree(port)
  if (reason === null) return
  const free = await findFree(reason === 'EACCES' ? 8080 : port, others)
  const found = reason === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program'
  stop(`Port ${port} ${found}. Choose another: ${name}=${free} npm start`)
}

function answersAt(host, port, path) {
  return new Promise(resolve => {
    const request = get({ host, port, path, timeout: 2_000 }, response => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
  })
}

// "localhost" may be either of the two addresses.
async function answers(port, path) {
  return (await answersAt('127.0.0.1', port, path)) || (await answersAt('::1', port, path))
}

function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms))
}

async function demandAnswer(name, port, path) {
  const deadline = Date.now() + startDeadlineMs
  while (!(await answers(port, path))) {
    if (Date.now() > deadline) {
      await end(
        1,
        `${name} did not answer within ${startDeadlineMs / 1000} seconds; what it said stands above.`,
      )
    }
    await pause(pollMs)
  }
}

const children = []
let isEnding = false

// However this program ends, even by an error of its own, it stops the others too.
process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM')
})
// The reader of the output is gone: `npm start | head`.
process.stdout.on('error', () => end(0, 'Stopped.'))

function run(name, node, args, env) {
  const child = spawn(node, args, {
    cwd: root,
    env: Object.assign({}, process.env, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    createInterface({ input: from }).on('line', line => to.write(`${name}: ${line}\n`))
  }
  child.once('error', error => end(1, `${name} could not be started (${error.message}).`))
  // By 'close' all of the program's output has been passed on; by 'exit' it may not have been.
  child.once('close', (code, signal) => {
    const how = signal ? `by the signal ${signal}` : `with exit code ${code}`
    end(1, `${name} ended by itself, ${how}; what it said last stands above.`)
  })
}

// The first reason to end counts; its consequences, such as stopped programs that end, are not reported.
async function end(code, sentence) {
  if (isEnding) return new Promise(() => {})
  isEnding = true
  const running = children.filter(child => child.exitCode === null && child.signalCode === null)
  const gone = running.map(child => new Promise(resolve => child.once('exit', resolve)))
  for (const child of running) child.kill('SIGTERM')
  const timer = setTimeout(() => {
    for (const child of running) child.kill('SIGKILL')
  }, stopDeadlineMs)
  await Promise.all(gone)
  clearTimeout(timer)
  if (code !== 0) stop(sentence)
  say(sentence)
  process.exit(0)
}

function build(node) {
  say('Building.')
  const built = spawnSync(node, [join('scripts', 'build.mjs'), '--quiet'], { cwd: root, stdio: 'inherit' })
  if (built.error) stop(`The build could not be started (${built.error.message}).`)
  if (built.signal) process.exit(1) // Ctrl-C during the build: nothing to explain.
  if (built.status !== 0) stop('The build failed; what it said stands above.')
}

// Node runs TypeScript without a flag from 22.18 on.
function typeScriptFlags(node) {
  const asked = spawnSync(node, ['-p', 'Boolean(process.features.typescript)'], { encoding: 'utf8' })
  return asked.stdout.trim() === 'true' ? [] : ['--experimental-strip-types', '--no-warnings']
}

async function start() {
  const shopPort = readPort('SHOP_PORT', 8080)
  const collectorPort = readPort('COLLECTOR_PORT', 8787)
  if (shopPort === collectorPort) stop('SHOP_PORT and COLLECTOR_PORT must be two different ports.')
  await demandFree('SHOP_PORT', shopPort, [collectorPort])
  await demandFree('COLLECTOR_PORT', collectorPort, [shopPort])

  const node = install()
  build(node)

  const shop = `http://localhost:${shopPort}`
  const collector = `http://localhost:${collectorPort}`
  const dataFolder = process.env.DATA_FOLDER || join(root, 'data')
  const signInCode = randomBytes(24).toString('hex')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0, 'Stopped.'))
  say('Starting the collector and the shop.')
  run('collector', node, [join('dist', 'collector', 'main.js')], {
    PORT: String(collectorPort),
    DATA_FOLDER: dataFolder,
    SIGN_IN_CODE: signInCode,
  })
  run('shop', node, typeScriptFlags(node).concat(join('demo', 'main.ts')), {
    PORT: String(shopPort),
    WIDGET: `${collector}/howlikely.js`,
    ENDPOINT: `${collector}/responses`,
    REPORT: `${collector}/report`,
  })
  await demandAnswer('collector', collectorPort, '/healthz')
  await demandAnswer('shop', shopPort, '/')
  if (isEnding) return

  console.log(`
  Shop        ${shop}/
  Help desk   ${shop}/help
  Report      ${collector}/login?code=${signInCode}
              (this link signs you in, and works once; later: ${collector}/report)

  Buy something, and answer the question on the last page. Ctrl-C stops everything.
`)
}

start()
