import { expect, test } from 'vitest'
import { barOf, createProgress } from '../../src/command/progress.ts'

function watched() {
  let now = 0
  const written: string[] = []
  const screen = { write: (text: string) => void written.push(text), width: 80 }
  const progress = createProgress('Copied', screen, () => now)
  return { written, progress, pass: (ms: number) => (now += ms) }
}

test('work done within two seconds shows no bar', () => {
  const { written, progress, pass } = watched()

  progress.at(1, 10)
  pass(1999)
  progress.at(10, 10)
  progress.end()

  expect(written).toEqual([])
})

test('longer work shows one, at most ten times a second, and removes it at the end', () => {
  const { written, progress, pass } = watched()

  pass(2000)
  progress.at(5, 10)
  pass(99)
  progress.at(6, 10)
  pass(1)
  progress.at(7, 10)
  progress.end()

  expect(written).toEqual([
    '\r\u001b[KCopied [############............] 5 of 10, 2 s left',
    '\r\u001b[KCopied [#################.......] 7 of 10, 1 s left',
    '\r\u001b[K',
  ])
})

test('if the total is unknown, it counts', () => {
  expect(barOf('Exported, in kB', 12_345, undefined, 4000)).toBe('Exported, in kB: 12,345')
})
