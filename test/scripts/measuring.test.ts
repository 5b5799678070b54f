import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

test('the bench of the collector says how much of the speed durable accepts have', () => {
  const words = ['scripts/bench-collector.ts', '--rounds', '1', '--responses', '50', '--connections', '4']

  const { status, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })

  for (const name of ['nothing', 'SQLite', 'SQLite, no rollup']) {
    expect(stdout).toMatch(new RegExp(`^\\| ${name} \\| 1 \\| \\d+ \\| \\d+ \\| \\d+–\\d+ \\| \\d+ \\|`, 'm'))
  }
  expect(status).toBe(0)
}, 120_000)

test.each([
  ['scripts/bench-collector.ts', ['--rounds', '0']],
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
