import { spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { bundledProgram } from '../support/bundled-program.ts'

/** What the collector's own environment may hold is nothing that a test relies on. */
const bare = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(HOWLIKELY_|DATA_FOLDER|DATABASE_URL|PORT$|HOST$)/.test(name),
  ),
)

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs `howlikely` in a process of its own until it ends. */
export async function howlikely(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [await bundledProgram('src/command/main.ts'), ...words], {
    env: { ...bare, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { code, out, err }
}
