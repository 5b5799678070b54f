import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test('the bench of the collector says how much of the speed durable accepts have', () => {
  const few = ['--rounds', '1', '--responses', '50', '--connections', '4']
  const words = ['scripts/bench-collector.ts', ...few, '--database', 'none']

  const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })

  for (const name of ['nothing', 'SQLite', 'SQLite, no rollup']) {
    expect(stdout).toMatch(new RegExp(`^\\| ${name} \\| 1 \\| \\d+ \\| \\d+ \\| \\d+–\\d+ \\| \\d+ \\|`, 'm'))
  }
  expect(status).toBe(0)
}, 120_000)

test('the soak tells memory and log for each stretch, and whether they stay', () => {
  const words = ['scripts/soak.ts', '--minutes', '0.05', '--rows', '2']

  const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })

  expect(stdout.match(/^\| [\d.]+ \| \d+ \| [\d.]+ \| [\d.]+ \| [\d.]+ \|$/gm)).toHaveLength(2)
  expect(stdout).toMatch(/^Memory: .+\.$/m)
  expect(status).toBe(0)
}, 120_000)

test.each([
  ['scripts/bench-collector.ts', ['--rounds', '0']],
  ['scripts/bench-widget.ts', ['--rounds', '0']],
  ['scripts/kill.ts', ['0']],
  ['scripts/soak.ts', ['--minutes', '0']],
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
