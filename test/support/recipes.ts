import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { startCollector } from './collector.ts'
import { freePort } from './site.ts'

/** An endpoint that somebody could have written, running. */
export interface RunningEndpoint {
  /** Where responses are sent to. */
  url: string
  /** The responses that it holds, by their ids' order. */
  held(): ResponseRecord[]
  /** The file that it keeps them in. */
  file: string
  /** Ends the process and starts it again on the same file. */
  restart(): Promise<void>
  /** Ends it, and removes what it kept. */
  stop(): Promise<void>
}

export interface Recipe {
  /** Includes the reason if it cannot be started on this machine. */
  name: string
  isHere: boolean
  /** Accepts responses from pages of this origin and of its own. */
  start(allowedOrigin: string): Promise<RunningEndpoint>
}

const pathOf = (name: string) => join(import.meta.dirname, '..', '..', 'docs', 'recipes', name)

const works = (command: string, ...words: string[]) => spawnSync(command, words).status === 0

const hasPython = works('python3', '-c', 'import sqlite3, sys; sys.exit(sys.version_info < (3, 9))')
const hasPhp = works('php', '-r', 'exit(extension_loaded("pdo_sqlite") && PHP_VERSION_ID >= 80100 ? 0 : 1);')

export const express: Recipe = {
  name: 'Express',
  isHere: true,
  start: origin => start(() => [process.execPath, pathOf('express.mjs')], origin),
}

export const python: Recipe = {
  name: hasPython ? 'Python' : 'Python (skipped: python3 is not on this machine)',
  isHere: hasPython,
  start: origin => start(() => ['python3', pathOf('python/responses.py')], origin),
}

export const php: Recipe = {
  name: hasPhp ? 'PHP' : 'PHP (skipped: php is not on this machine)',
  isHere: hasPhp,
  start: origin => start(port => ['php', '-S', `127.0.0.1:${port}`, pathOf('php/responses.php')], origin),
}

export const recipes: readonly Recipe[] = [express, python, php]

/** Our own collector, for comparison. */
export async function startOurs(): Promise<Pick<RunningEndpoint, 'url' | 'held' | 'stop'>> {
  const collector = await startCollector()
  return {
    url: `${collector.url}/responses`,
    held: () => sorted(collector.responses()),
    async stop() {
      await collector.stop()
    },
  }
}

async function start(command: (port: number) => string[], allowedOrigin: string): Promise<RunningEndpoint> {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-recipe-'))
  const file = join(folder, 'responses.sqlite')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/responses`
  const run = () =>
    runProcess(command(port), url, { PORT: `${port}`, DATABASE: file, ALLOWED_ORIGINS: allowedOrigin })
  let end = await run()
  return {
    url,
    file,
    held() {
      const database = new DatabaseSync(file)
      // Some make it when the first response comes.
      const isMade = database.prepare(`select 1 from sqlite_master where name = 'response'`).get()
      const rows = isMade ? database.prepare('select record from response').all() : []
      database.close()
      return sorted(rows.map(({ record }) => JSON.parse(String(record))))
    },
    async restart() {
      await end()
      end = await run()
    },
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves once it answers, to a function that ends it. */
async function runProcess(
  [command = '', ...words]: string[],
  url: string,
  environment: Record<string, string>,
): Promise<() => Promise<void>> {
  const started = spawn(command, words, { env: { ...process.env, ...environment } })
  const exited = new Promise<number | null>(resolve => started.once('exit', resolve))
  const killWithUs = () => void started.kill('SIGKILL')
  process.once('exit', killWithUs)
  let output = ''
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', chunk => {
      output += String(chunk)
    })
  }
  while (!(await answers(url))) {
    if (started.exitCode !== null) throw new Error(`${command} ended before it listened: ${output}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return async () => {
    process.off('exit', killWithUs)
    started.kill('SIGKILL')
    await exited
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url, { method: 'OPTIONS' })).text()
    return true
  } catch {
    // It doesn't listen yet.
    return false
  }
}

function sorted(records: ResponseRecord[]): ResponseRecord[] {
  return records.sort((one, other) => (one.id < other.id ? -1 : 1))
}
