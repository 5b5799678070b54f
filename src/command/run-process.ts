// The only file here that knows the process.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { CommandIo } from './command.ts'
import { commands } from './commands.ts'
import { createProgress, noProgress } from './progress.ts'
import { runCommand } from './run-command.ts'

const { stdout, stderr } = process
// Two folders up, both in the sources and in the build.
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

// Nobody is reading the output any more: `howlikely export | head`.
stdout.on('error', () => process.exit(0))

const io: CommandIo = {
  environment: process.env,
  now: Date.now,
  writeOutput: text => void stdout.write(text),
  writeMessage: sentence => void stderr.write(`${sentence}\n`),
  async streamOutput(chunks) {
    for await (const chunk of chunks) if (!stdout.write(chunk)) await once(stdout, 'drain')
  },
  startProgress: what =>
    stderr.isTTY
      ? createProgress(what, { write: text => void stderr.write(text), width: stderr.columns }, () =>
          performance.now(),
        )
      : noProgress,
}

// The files written here are about people, so only their owner may read them.
process.umask(0o077)
// Set rather than exit: output in a pipe may not have been read yet.
const code = await runCommand(commands, version, process.argv.slice(2), io)
if (code !== 0) process.exitCode = code
