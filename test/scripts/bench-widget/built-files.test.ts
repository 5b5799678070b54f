import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { builtProblem } from '../../../scripts/bench/widget/built-files.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'howlikely-built-'))
  put('vite.config.ts', 10)
  put('src/survey/card.ts', 10)
  put('src/collector/app.ts', 10)
})
afterEach(() => rmSync(root, { recursive: true }))

/** Puts a file below the root, as last changed so many seconds after 1970. */
function put(path: string, changedAt: number): void {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  utimesSync(file, changedAt, changedAt)
}

test('files that were never built cannot be measured, and it says what to run', () => {
  expect(builtProblem(root)).toBe('There is nothing to measure yet: run "npm run build" first.')
})

test('files built after the last change can be measured', () => {
  put('dist/browser/manifest.json', 20)

  expect(builtProblem(root)).toBeNull()
})

test.each(['src/survey/card.ts', 'vite.config.ts'])('a change of %s wants another build', path => {
  put('dist/browser/manifest.json', 20)
  put(path, 30)

  expect(builtProblem(root)).toBe(`${path} has changed since the last build: run "npm run build" first.`)
})

test('a change of code that only servers run needs no build', () => {
  put('dist/browser/manifest.json', 20)
  put('src/collector/app.ts', 30)

  expect(builtProblem(root)).toBeNull()
})
