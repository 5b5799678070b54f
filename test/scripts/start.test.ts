import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

// A collector as `npm start` sees it: it answers at /healthz, and writes down what it received.
const healthyCollector = `
import { createServer } from 'node:http'
import { mkdirSync, writeFileSync } from 'node:fs'
mkdirSync(process.env.DATA_FOLDER, { recursive: true })
writeFileSync(process.env.DATA_FOLDER + '/token', 'secret')
createServer((request, response) => response.end('ok')).listen(Number(process.env.PORT))
process.once('SIGTERM', () => { console.log('collector tidied up'); process.exit(0) })
`

let folder: string
let started: ChildProcess | undefined
let blocker: Server | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'howlikely-start-'))
  mkdirSync(join(folder, 'scripts'))
  for (const name of ['start', 'install', 'say']) {
    cpSync(join(root, `scripts/${name}.mjs`), join(folder, `scripts/${name}.mjs`))
  }
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  // What is installed is what is wanted, whatever state the repository is in: npm is not to run here.
  cpSync(join(root, 'node_modules/.package-lock.json'), join(folder, 'package-lock.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  fakeNpm('echo "npm was not expected"; exit 9')
  symlinkSync(join(root, 'demo'), join(folder, 'demo'))
  // Said by the build unless it is asked to be quiet.
  writeFileSync(
    join(folder, 'scripts/build.mjs'),
    `if (!process.argv.includes('--quiet')) console.log('a file\\n'.repeat(300))`,
  )
  mkdirSync(join(folder, 'dist/collector'), { recursive: true })
  writeFileSync(join(folder, 'dist/collector/main.js'), healthyCollector)
})

afterEach(async () => {
  await stopped(started)
  started = undefined
  blocker?.close()
  blocker = undefined
  rmSync(folder, { recursive: true })
})

// Ended with a signal that it can handle: it has programs of its own to stop.
async function stopped(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('close', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Puts an npm of our own first on the path. */
function fakeNpm(script: string): void {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'bin/npm'), 0o755)
}

function freshClone(): void {
  rmSync(join(folder, 'node_modules'))
}

interface Start {
  /** Resolves once the text was printed, with everything printed so far; rejects if the program ends before. */
  printed(text: string): Promise<string>
  ended: Promise<{ code: number | null; output: string }>
  interrupt(): void
}

function start(environment: Record<string, string> = {}): Start {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: folder,
    env: { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}`, ...environment },
  })
  started = child
  let output = ''
  const heard = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      output += piece.toString()
      for (const look of heard) look()
    })
  }
  const ended = new Promise<{ code: number | null; output: string }>(resolve => {
    child.once('close', code => resolve({ code, output }))
  })
  const printed = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (output.includes(text)) resolve(output)
      }
      heard.add(look)
      look()
      ended.then(() => reject(new Error(`It ended without printing "${text}":\n${output}`)))
    })
  return { printed, ended, interrupt: () => child.kill('SIGINT') }
}

async function freePort(): Promise<number> {
  const server = await listen(0)
  const port = portOf(server)
  await new Promise(resolve => server.close(resolve))
  return port
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, () => resolve(server))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

async function ports(): Promise<{ SHOP_PORT: string; COLLECTOR_PORT: string }> {
  return { SHOP_PORT: String(await freePort()), COLLECTOR_PORT: String(await freePort()) }
}

test('prints the addresses once both answer, serves the shop, and stops everything on Ctrl-C', async () => {
  const chosen = await ports()
  const run = start(chosen)

  const output = await run.printed('Ctrl-C stops everything.')
  const shop = await fetch(`http://localhost:${chosen.SHOP_PORT}/`)
  const page = await shop.text()
  run.interrupt()
  const { code, output: whole } = await run.ended

  expect(output).toContain(`http://localhost:${chosen.SHOP_PORT}/help`)
  expect(output).toContain(`http://localhost:${chosen.COLLECTOR_PORT}/report`)
  const link = `http://localhost:${chosen.COLLECTOR_PORT}/login?code=`
  expect(output).toContain(link)
  expect(output.split(link)[1]).toMatch(/^[0-9a-f]{48}\n/)
  expect(output.split('\n').length).toBeLessThan(20)
  expect(page).toContain(`src="http://localhost:${chosen.COLLECTOR_PORT}/howlikely.js"`)
  expect(page).toContain(`data-endpoint="http://localhost:${chosen.COLLECTOR_PORT}/responses"`)
  expect(code).toBe(0)
  expect(whole).toContain('collector tidied up')
  await expect(fetch(`http://localhost:${chosen.SHOP_PORT}/`)).rejects.toThrow()
}, 20_000)

test('installs in a fresh clone first, with the settings of whoever starts it', async () => {
  freshClone()
  fakeNpm(`echo "npm $* from $npm_config_registry"; ln -s '${join(root, 'node_modules')}' node_modules`)
  const run = start({
    ...(await ports()),
    npm_config_registry: 'https://registry.example/',
    NODE_ENV: 'production',
  })

  const output = await run.printed('Ctrl-C stops everything.')

  expect(output).toContain('Nothing is installed yet: running npm ci')
  expect(output).toContain(
    'npm ci --include=dev --no-audit --no-fund --loglevel=error from https://registry.example/',
  )
}, 20_000)

test('installs nothing if everything is installed', async () => {
  const output = await start(await ports()).printed('Ctrl-C stops everything.')

  expect(output).not.toContain('npm ci')
}, 20_000)

test('says that npm ci failed', async () => {
  freshClone()
  fakeNpm('echo "no network"; exit 1')

  const { code, output } = await start(await ports()).ended

  expect(code).toBe(1)
  expect(output).toContain('no network')
  expect(output).toContain('npm ci failed; what it said stands above.')
})

test('names a port that is taken, and a free one, before it installs or builds', async () => {
  blocker = await listen(0)
  const taken = portOf(blocker)

  const { code, output } = await start({ ...(await ports()), SHOP_PORT: String(taken) }).ended

  expect(code).toBe(1)
  expect(output).toContain(`Port ${taken} is taken by another program. Choose another: SHOP_PORT=`)
  expect(output).not.toContain('Building')
})

test.each(['0', '65536', 'eighty', '80.5'])('says what a port must be when it is given as %s', async port => {
  const { code, output } = await start({ COLLECTOR_PORT: port }).ended

  expect(code).toBe(1)
  expect(output).toContain(`COLLECTOR_PORT must be a number from 1 to 65535, not "${port}".`)
})

test('says that the build failed', async () => {
  writeFileSync(join(folder, 'scripts/build.mjs'), `console.error('a comma is missing'); process.exit(3)`)

  const { code, output } = await start(await ports()).ended

  expect(code).toBe(1)
  expect(output).toContain('a comma is missing')
  expect(output).toContain('The build failed; what it said stands above.')
})

test('ends with a sentence, and stops the shop, when the collector ends by itself', async () => {
  writeFileSync(
    join(folder, 'dist/collector/main.js'),
    `console.error('the data folder cannot be written'); process.exit(7)`,
  )
  const chosen = await ports()

  const { code, output } = await start(chosen).ended

  expect(code).toBe(1)
  expect(output).toContain('collector: the data folder cannot be written')
  expect(output).toContain('collector ended by itself, with exit code 7; what it said last stands above.')
  await expect(fetch(`http://localhost:${chosen.SHOP_PORT}/`)).rejects.toThrow()
}, 20_000)
