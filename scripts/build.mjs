// Builds everything: the browser's files, the npm package with its types and JSON Schema, and the collector.
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtFrom, fingerprint } from './fingerprint.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (...path) => join(root, 'node_modules', ...path)

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(status || 1)
}

const vite = bin('vite', 'bin', 'vite.js')
const quiet = process.argv.includes('--quiet') ? ['--logLevel', 'warn'] : []

// Taken first: sources that change during the build may not be in it.
const source = fingerprint()

rmSync(join(root, 'dist'), { recursive: true, force: true })
run(join('scripts', 'write-option-tables.ts'))
run(vite, 'build', '--app', ...quiet)
run(join('scripts', 'write-manifest.mjs'))
run(join('scripts', 'write-notices.mjs'))
run(vite, 'build', '-c', 'vite.report.config.ts', ...quiet)
run(vite, 'build', '-c', 'vite.collector.config.ts', ...quiet)
run(bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.types.json')
run(join('scripts', 'write-types.mjs'))
run(join('scripts', 'write-schema.ts'))
writeFileSync(builtFrom, source)
