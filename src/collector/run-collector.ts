import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createMail } from './alerts/mail-out.ts'
import { createPost } from './alerts/post-out.ts'
import { type Alerts, runAlerts } from './alerts/run-alerts.ts'
import { countOpenFollowUps } from './answer-follow-ups.ts'
import { type Collector, createCollector, type LogDetails } from './app.ts'
import { browserFolder, reportPath } from './browser-folder.ts'
import { databaseOf } from './database.ts'
import { createExample, type Example } from './example/example-store.ts'
import { WrongSecret } from './kept-secret.ts'
import { createMetrics } from './metrics.ts'
import { operatorToken, tokenFileIn } from './operator-token.ts'
import { applyRetention, doubtInWords, type Retention } from './retention.ts'
import { type RunningServer, startServer } from './server.ts'
import { type CollectorSettings, readSettings } from './settings.ts'
import { secretFileIn, signingSecret } from './signing-secret.ts'
import type { Store } from './store/store.ts'

/** Milliseconds between two rounds of retention. */
const retentionRound = 6 * 60 * 60 * 1000

/** The most milliseconds that stopping takes, and how many of them are reserved for storing and closing. */
const longestStop = 10_000
const forClosing = 2500

/** Runs the collector in this process until a signal stops it; if it cannot start, it says why, and the exit code is 1. */
export async function runCollector(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const read = readSettings(environment)
  if (!read.ok) return fail(read.problem)

  // The files written here are about people, so only their owner may read them.
  process.umask(0o077)
  const settings = { ...read.settings, dataFolder: resolve(read.settings.dataFolder) }
  const opened = await open(settings)
  if (!opened) return

  const { collector, store, token, signInCode, example, alerts } = opened
  const server = await listen(collector, settings)
  if (!server) {
    alerts.stop()
    return store.close()
  }
  // Before announcing: a program that waits for the announcement may stop the collector at once.
  stopOnSignal({ collector, alerts, stores: [store, example], server, delay: settings.stopDelay * 1000 })
  announce(settings, server.port, { token, signInCode })
  letGoOfTheOld(store, settings.retention)
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
    if (error instanceof WrongSecret) return fail(error.message)
    return fail(
      `The data folder ${dataFolder} is not writable (${messageOf(error)}). Set DATA_FOLDER to one that is.`,
    )
  }
  const database = databaseOf(settings)
  try {
    store = await database.open()
    if (settings.surveys) await store.declare(settings.surveys)
    if (settings.segments) await store.declareSegments(settings.segments)
  } catch (error) {
    return fail(`The database ${database.name} cannot be opened: ${messageOf(error)}.`)
  }
  const signInCode = settings.signInCode ?? randomBytes(32).toString('base64url')
  const example = createExample(Date.now)
  const { mail, publicUrl, alertsToPrivate: toPrivate } = settings
  const metrics = createMetrics({ ofProcess: true })
  const alerts = runAlerts({
    store,
    out: { post: createPost({ toPrivate, now: Date.now }), mail: mail && createMail(mail) },
    publicUrl,
    now: Date.now,
    metrics,
    log: tell,
    openFollowUps: () => countOpenFollowUps(store, Date.now()),
  })
  const collector = createCollector({
    store,
    sending: { canMail: mail !== null, toPrivate },
    onMessages: alerts.wake,
    token,
    signInCode,
    signingSecret: secret,
    cookieDomain: settings.cookieDomain,
    allowedOrigins,
    trustedProxies,
    trustedUserHeader: settings.trustedUserHeader,
    rateLimit,
    hooks: settings.hooks,
    now: Date.now,
    browserFiles: browserFolder(pathOf('../../dist/browser')),
    reportFiles: browserFolder(pathOf('../../dist/report/app'), reportPath),
    exampleStore: example.open,
    styles: readFileSync(pathOf('../report/report.css'), 'utf8'),
    log: tell,
    logsRequests: settings.logsRequests,
    metrics,
  })
  return { collector, store, token, signInCode, example, alerts }
}

async function listen(
  collector: Collector,
  { host, port, trustedProxies }: CollectorSettings,
): Promise<RunningServer | undefined> {
  try {
    return await startServer(collector.fetch, { host, port, trustedProxies })
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
  { host, dataFolder, databaseUrl, token: setToken, signingSecret, hooks }: CollectorSettings,
  port: number,
  { token, signInCode }: { token: string; signInCode: string },
): void {
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const secretPlace = signingSecret === null ? secretFileIn(dataFolder) : 'HOWLIKELY_SECRET'
  const tokenPlace = setToken === null ? tokenFileIn(dataFolder) : 'HOWLIKELY_TOKEN'
  // The code opens the report, so it must not end up in a log.
  const signIn = process.stdout.isTTY ? `Sign in    ${origin}/login?code=${signInCode} (works once)\n` : ''
  say(`Responses  ${origin}/responses
Report     ${origin}/report
${signIn}Token      ${process.stdout.isTTY ? token : `in ${tokenPlace}`}
Secret     in ${secretPlace}
Data       ${databaseUrl === null ? dataFolder : databaseOf({ dataFolder, databaseUrl }).name}
${hooks.map(({ vendor }) => `Web hook   ${origin}/hooks/${vendor}\n`).join('')}`)
}

function letGoOfTheOld(store: Store, retention: Retention): void {
  const round = () =>
    applyRetention(store, retention, Date.now()).then(
      ({ doubt }) => doubt && tell(doubtInWords(doubt)),
      error => tell(`Responses past their retention could not be erased: ${messageOf(error)}.`),
    )
  void round()
  setInterval(round, retentionRound).unref()
}

function stopOnSignal({
  collector,
  alerts,
  stores,
  server,
  delay,
}: {
  collector: Collector
  alerts: Alerts
  stores: readonly (Store | Example)[]
  server: RunningServer
  /** Milliseconds. */
  delay: number
}): void {
  let isStopping = false
  const stop = async () => {
    // A second signal means: now.
    if (isStopping) process.exit(1)
    isStopping = true
    // Messages under way are aborted; whichever collector is next sends them again.
    alerts.stop()
    collector.leave()
    if (delay > 0) await new Promise(resolve => setTimeout(resolve, delay))
    await server.stop(longestStop - forClosing - delay)
    await collector.drain()
    const isClosed = await Promise.all(stores.map(store => store.close())).then(
      () => true,
      () => false,
    )
    say('Stopped: every response that was accepted is stored.\n')
    // A thread that once ran out of memory leaves something behind that would keep the process from ending.
    if (isClosed) process.exit()
    // A report is still being counted, and its thread cannot be ended from here: the process would wait for it.
    process.removeListener('SIGTERM', stop).kill(process.pid, 'SIGTERM')
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

/** To a terminal as a sentence; to a log as one line of JSON. */
function tell(message: string, details: LogDetails = {}): void {
  const at = new Date().toISOString()
  const beside = Object.entries(details).map(([name, value]) => ` ${name}=${value}`)
  const line = process.stderr.isTTY
    ? `${at} ${message}${beside.join('')}`
    : JSON.stringify({ at, message, ...details })
  process.stderr.write(`${line}\n`)
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
