// Builds everything: the browser's files, the npm package, its types and JSON Schema, and the collector.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = name => join(root, 'node_modules', '.bin', name)

/** @param {string[]} command */
function run(...command) {
  const [name, ...rest] = command
  const { status } = spawnSync(bin(name), rest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}

const quiet = process.argv.includes('--quiet') ? ['--logLevel', 'warn'] : []
rmSync(join(root, 'dist'), { recursive: true, force: true })
run('vite', 'build', '--app', ...quiet)
if (existsSync(join(root, 'vite.collector.config.ts'))) run('vite', 'build', '-c', 'vite.collector.config.ts', ...quiet)
