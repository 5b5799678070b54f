import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { ResponseRecord } from '../../src/protocol/response.ts'

export interface StartOptions {
  /** @default a free one */
  port?: number
  /** @default a new one, removed by `stop` */
  dataFolder?: string
  /** @default 'the-operators-token' */
  token?: string
  /** More of the collector's environment, such as ALLOWED_ORIGINS. */
  environment?: Record<string, string>
  /** A command to run it under that becomes the process itself, such as `['strace', '-D']`. */
  under?: readonly string[]
}

export interface RunningCollector {
  /** Of the process. */
  id: number
  /** The origin, without a slash at its end; responses go to `${url}/responses`. */
  url: string
  token: string
  dataFolder: string
  /** Stops it as an operator would, and resolves with the exit code; removes the data folder that was made for it. */
  stop(): Promise<number | null>
  /** kill -9. The data folder stays until `stop`. */
  kill(): Promise<void>
  /** Bytes of memory that it holds now; null if the system doesn't say. */
  memory(): number | null
  /** What it has printed so far. */
  output(): string
  /** The stored records, in no order; works after `kill` too. */
  responses(): ResponseRecord[]
}

/** The built one, as it is shipped: it also starts in a third of the time that the sources take. */
export const builtCollector = fileURLToPath(new URL('../../dist/collector/main.js', import.meta.url))

/** Starts the real collector as a process of its own, and resolves when it listens. */
export async function startCollector(options: StartOptions = {}): Promise<RunningCollector> {
  const { port = 0, token = 'the-operators-token', environment = {}, under = [] } = options
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'howlikely-collector-')))
  const [command = '', ...words] = [...under, process.execPath, builtCollector]
  const started = spawn(command, words, {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_FOLDER: dataFolder,
      HOWLIKELY_TOKEN: token,
      // A test's crowd has one address.
      RATE_LIMIT: 'none',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<number | null>(resolve => started.once('exit', resolve))
  // A test that fails before it stops its collector leaves none behind.
  const killWithUs = () => void started.kill('SIGKILL')
  process.once('exit', killWithUs)
  void exited.then(() => process.off('exit', killWithUs))
  let output = ''
  const listen = (chunk: unknown) => {
    output += String(chunk)
  }
  started.stdout.on('data', listen)
  started.stderr.on('data', listen)
  const url = await listening(started, exited, () => output)

  const end = (signal: 'SIGTERM' | 'SIGKILL') => {
    started.kill(signal)
    return exited
  }
  return {
    id: started.pid ?? 0,
    url,
    token,
    dataFolder,
    async stop() {
      const code = await end('SIGTERM')
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
      return code
    },
    async kill() {
      await end('SIGKILL')
    },
    memory: () => memoryOf(started.pid),
    output: () => output,
    responses: () => storedResponses(dataFolder),
  }
}

/** The records in a data folder, whether a collector runs on it or not. */
export function storedResponses(dataFolder: string): ResponseRecord[] {
  // Not read-only: after a kill the first to open the file has to recover it.
  const database = new DatabaseSync(join(dataFolder, 'howlikely.sqlite'), { timeout: 1000 })
  const rows = database.prepare('select record from response').all()
  database.close()
  return rows.map(({ record }) => JSON.parse(String(record)))
}

/** How far each response in a data folder has come: its revision, by its id. */
export function storedRevisions(dataFolder: string): Map<string, number> {
  const database = new DatabaseSync(join(dataFolder, 'howlikely.sqlite'), { timeout: 5000 })
  const rows = database.prepare('select id, revision from response').all()
  database.close()
  return new Map(rows.map(({ id, revision }) => [String(id), Number(revision)]))
}

function memoryOf(processId: number | undefined): number | null {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(processId)], { encoding: 'utf8' })
  const kibibytes = Number(stdout?.trim() || Number.NaN)
  return Number.isNaN(kibibytes) ? null : kibibytes * 1024
}

async function listening(
  started: ChildProcess,
  exited: Promise<number | null>,
  output: () => string,
): Promise<string> {
  const said = new Promise<string>(resolve => {
    started.stdout?.on('data', () => {
      const url = /^Responses +(\S+)\/responses$/m.exec(output())?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  const ended = exited.then(code => {
    throw new Error(`The collector ended with ${code} before it listened: ${output()}`)
  })
  // It ends one day, and then nobody waits any more.
  ended.catch(() => {})
  return Promise.race([said, ended])
}
