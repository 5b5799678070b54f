import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hasStacks } from '../../scripts/stacks.mjs'
import { createProject, type Project } from './installed.ts'
import { isThorough } from './thorough.ts'

/** Frameworks of hundreds of megabytes, with a lock file of their own: `npm test` doesn't need them. */
const folder = join(import.meta.dirname, '../stacks')

/** Whether this is `npm run test:all`, which has installed them, or could not. */
export const buildsStacks = isThorough && hasStacks()

/** A project below them, which has installed the packed file. */
export function createStackProject(): Project {
  const place = join(folder, 'apps')
  mkdirSync(place, { recursive: true })
  return createProject({}, { place, asCopies: true })
}

const quiet = { ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' }

/** As a build on anybody's machine. */
const environment = () => {
  const { NODE_ENV: _tests, VITEST: _too, ...own } = process.env
  return { ...own, ...quiet, CI: '1' }
}

/** The path of one of their programs. */
const programs = {
  next: 'next/dist/bin/next',
  ng: '@angular/cli/bin/ng.js',
  astro: 'astro/bin/astro.mjs',
}

const wordsOf = (program: keyof typeof programs, words: readonly string[]) => [
  join(folder, 'node_modules', programs[program]),
  ...words,
]

/** Runs one of their programs in a project to its end, and gives what it said; throws if it fails. */
export function runIn(project: Project, program: keyof typeof programs, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, wordsOf(program, words), {
    cwd: project.folder,
    env: environment(),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}. ${stdout}${stderr}`)
  return stdout + stderr
}

/** One of their servers, running. */
export interface StackServer {
  url: string
  /** What it has said so far. */
  output(): string
  stop(): Promise<void>
}

/** Starts one of their servers, which prints its address. */
export function serveIn(
  project: Project,
  program: keyof typeof programs,
  ...words: string[]
): Promise<StackServer> {
  const child = spawn(process.execPath, wordsOf(program, words), {
    cwd: project.folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk
      const [url] = /http:\/\/localhost:\d+/.exec(said) ?? []
      if (!url) return
      resolve({
        url,
        output: () => said,
        stop() {
          child.kill()
          return ended
        },
      })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    ended.then(() => reject(new Error(`${program} ended before it served. ${said}`)))
  })
}
