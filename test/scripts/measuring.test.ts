import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test('the bench of the collector says how much of the speed durable accepts have', () => {
  const words = ['scripts/bench-collector.ts', '1', '50', '4']

  const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })

  expect(stdout).toMatch(/^a store that keeps nothing +\d+/m)
  expect(stdout).toMatch(/^SQLite, synced before each 204 +\d+/m)
  expect(stdout).toMatch(/^Durable accepts: \d+ % of what the server does without a store/m)
  expect(status).toBe(0)
}, 120_000)

test.each([
  ['scripts/bench-collector.ts', ['0']],
  ['scripts/bench-widget.ts', ['--rounds', '0']],
  ['scripts/kill.ts', ['0']],
  ['scripts/faults.ts', ['--rounds', '0']],
])(
  '%s wants numbers above 0',
  (script, words) => {
    const { status, stderr } = spawnSync(process.execPath, [script, ...words], {
      cwd: root,
      encoding: 'utf8',
    })

    expect(stderr).toMatch(/above 0\.\n$/)
    expect(status).toBe(1)
  },
  60_000,
)
