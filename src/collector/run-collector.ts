import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Collector, createCollector } from './app.ts'
import { browserFolder } from './browser-folder.ts'
import { operatorToken, tokenFileIn } from './operator-token.ts'
import { applyRetention, type Retention } from './retention.ts'
import { type RunningServer, startServer } from './server.ts'
import { type CollectorSettings, readSettings, usage } from './settings.ts'
import { secretFileIn, signingSecret } from './signing-secret.ts'
import { openSqliteStore } from './store/open-sqlite-store.ts'
import { openPostgresStore } from './store/postgres-store.ts'
import type { Store } from './store/store.ts'

/** Milliseconds between two looks at what has been kept long enough. */
const retentionRound = 6 * 60 * 60 * 1000

/** Milliseconds that requests have to end when the collector stops. */
const grace = 10_000

await main(process.argv.slice(2))

async function main(words: readonly string[]): Promise<void> {
  if (words[0] === '--help' || words[0] === '-h') return say(usage)
  if (words[0] !== undefined)
    return fail(
      `Unknown argument "${words[0]}": the collector takes none; --help tells what its environment sets.`,
    )
  const read = readSettings(process.env)
  if (!read.ok) return fail(read.problem)

  // What is written here tells about people: it is for the owner's eyes.
  process.umask(0o077)
  const settings = { ...read.settings, dataFolder: resolve(read.settings.dataFolder) }
  const opened = await open(settings)
  if (!opened) return

  const { collector, store, token, signInCode } = opened
  const server = await listen(collector, settings)
  if (!server) return store.close()
  announce(settings, server.port, { token, signInCode })
  letGoOfTheOld(store, settings.retention)
  stopOnSignal(collector, store, server)
}

async function open(settings: CollectorSettings) {
  const { dataFolder, allowedOrigins, trustedProxies, rateLimit } = settings
  let token: string
  let secret: string
  let store: Store
  try {
    mkdirSync(dataFolder, { recursive: true })
    token = settings.token ?? operatorToken(dataFolder)
    secret = settings.signingSecret ?? signingSecret(dataFolder)
  } catch (error) {
    return fail(
      `The data folder ${dataFolder} is not writable (${messageOf(error)}). Set DATA_FOLDER to one that is.`,
    )
  }
  const database = databaseOf(settings)
  try {
    store = await database.open()
    if (settings.surveys) await store.declare(settings.surveys)
  } catch (error) {
    return fail(`The database ${database.name} cannot be opened: ${messageOf(error)}.`)
  }
  const signInCode = settings.signInCode ?? randomBytes(32).toString('base64url')
  const collector = createCollector({
    store,
    token,
    signInCode,
    signingSecret: secret,
    cookieDomain: settings.cookieDomain,
    allowedOrigins,
    trustedProxies,
    rateLimit,
    now: Date.now,
    browserFiles: browserFolder(pathOf('../../dist/browser')),
    styles: readFileSync(pathOf('../report/report.css'), 'utf8'),
    log: tell,
  })
  return { collector, store, token, signInCode }
}

/** The database that the settings name, with a name for it that holds no password. */
function databaseOf({ dataFolder, databaseUrl }: Pick<CollectorSettings, 'dataFolder' | 'databaseUrl'>): {
  name: string
  open(): Promise<Store>
} {
  if (databaseUrl === null) {
    const file = join(dataFolder, 'howlikely.sqlite')
    return { name: file, open: () => openSqliteStore(file) }
  }
  const { host, pathname } = new URL(databaseUrl)
  return { name: `${pathname.slice(1)} on ${host}`, open: () => openPostgresStore({ url: databaseUrl }) }
}

async function listen(
  collector: Collector,
  { host, port }: CollectorSettings,
): Promise<RunningServer | undefined> {
  try {
    return await startServer(collector.fetch, { host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE')
      return fail(`Port ${port} is in use. Stop the program that uses it, or set PORT to another.`)
    if (code === 'EACCES')
      return fail(`Port ${port} is reserved for privileged users. Set PORT to 1024 or more.`)
    return fail(
      `Cannot listen on ${host}, port ${port} (${messageOf(error)}). Set HOST to an address of this machine.`,
    )
  }
}

function announce(
  { host, dataFolder, databaseUrl, token: setToken, signingSecret }: CollectorSettings,
  port: number,
  { token, signInCode }: { token: string; signInCode: string },
): void {
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const secretPlace = signingSecret === null ? secretFileIn(dataFolder) : 'HOWLIKELY_SECRET'
  const tokenPlace = setToken === null ? tokenFileIn(dataFolder) : 'HOWLIKELY_TOKEN'
  // What opens the report stands in no log.
  const signIn = process.stdout.isTTY ? `Sign in    ${origin}/login?code=${signInCode} (works once)\n` : ''
  say(`Responses  ${origin}/responses
Report     ${origin}/report
${signIn}Token      ${process.stdout.isTTY ? token : `in ${tokenPlace}`}
Secret     in ${secretPlace}
Data       ${databaseUrl === null ? dataFolder : databaseOf({ dataFolder, databaseUrl }).name}
`)
}

function letGoOfTheOld(store: Store, retention: Retention): void {
  const round = () =>
    applyRetention(store, retention, Date.now()).catch(error =>
      tell(`Responses past their retention could not be erased: ${messageOf(error)}.`),
    )
  void round()
  setInterval(round, retentionRound).unref()
}

function stopOnSignal(collector: Collector, store: Store, server: RunningServer): void {
  let isStopping = false
  const stop = async () => {
    // A second signal means: now.
    if (isStopping) process.exit(1)
    isStopping = true
    await server.stop(grace)
    await collector.drain()
    await store.close()
    say('Stopped: every response that was accepted is stored.\n')
    // A thread that once ran out of memory leaves something behind that would keep the process from ending.
    process.exit()
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

function tell(sentence: string): void {
  process.stderr.write(`${new Date().toISOString()} ${sentence}\n`)
}

function say(text: string): void {
  process.stdout.write(text)
}

function fail(sentence: string): undefined {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
