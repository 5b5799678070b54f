// The one file of this room that knows the process.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { World } from './command.ts'
import { commands } from './commands.ts'
import { createProgress, noProgress } from './progress.ts'
import { runCommand } from './run-command.ts'

const { stdout, stderr } = process
// In the sources and among the built files alike two folders up.
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

// Nobody reads what is written any more: `howlikely export | head`.
stdout.on('error', () => process.exit(0))

const world: World = {
  environment: process.env,
  now: Date.now,
  say: text => void stdout.write(text),
  tell: sentence => void stderr.write(`${sentence}\n`),
  async pour(chunks) {
    for await (const chunk of chunks) if (!stdout.write(chunk)) await once(stdout, 'drain')
  },
  begin: what =>
    stderr.isTTY
      ? createProgress(what, { write: text => void stderr.write(text), width: stderr.columns }, () =>
          performance.now(),
        )
      : noProgress,
}

// What is written here tells about people: it is for the owner's eyes.
process.umask(0o077)
// Set, not ended by: what stands in a pipe is still to be read.
const code = await runCommand(commands, version, process.argv.slice(2), world)
if (code !== 0) process.exitCode = code
