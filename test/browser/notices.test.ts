import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const built = join(import.meta.dirname, '../../dist/browser')
const read = (name: string) => readFileSync(join(built, name), 'utf8')
const files = readdirSync(built, { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.js'))

/** A text that only files with the library contain, however they are minified. */
const traces: Record<string, { trace: string; holder: string }> = {
  preact: { trace: '__html', holder: '(c) 2015-present Jason Miller' },
  '@preact/signals-core': { trace: 'Cycle detected', holder: '(c) 2022-present Preact Team' },
  zod: { trace: 'unrecognized_keys', holder: '(c) 2025 Colin McDonnell' },
}

describe.each(files)('%s', name => {
  // A hint to the browser has to come first.
  const [notice = ''] = /^(\/\/# .*\n)?\/\*! .* \*\/\n/.exec(read(name)) ?? []

  test.each(Object.entries(traces))(
    'names %s and its holder where it holds it',
    (library, { trace, holder }) => {
      const holds = read(name).includes(trace)

      expect(notice.split(/[ ,;]+/).includes(library)).toBe(holds)
      expect(notice.includes(holder)).toBe(
        Object.values(traces).some(of => of.holder === holder && read(name).includes(of.trace)),
      )
      if (holds) expect(notice).toMatch(/MIT: THIRD-PARTY\.txt \*\/\n$/)
    },
  )
})

test('the files that visitors load contain two of them', () => {
  const forVisitors = files.filter(name => !/^(explain|preview)\./.test(name))
  const held = Object.entries(traces).filter(([, { trace }]) =>
    forVisitors.some(name => read(name).includes(trace)),
  )

  expect(held.map(([library]) => library)).toEqual(['preact', '@preact/signals-core'])
})

test('each library is in some file, so none of these traces is out of date', () => {
  for (const { trace } of Object.values(traces))
    expect(files.filter(name => read(name).includes(trace))).not.toEqual([])
})

test('the full licences are next to the files', () => {
  const text = read('THIRD-PARTY.txt')

  expect(text).toContain('@preact/signals ')
  for (const [library, { holder }] of Object.entries(traces)) {
    expect(text).toContain(`${library} `)
    expect(text).toContain(`Copyright ${holder}`)
  }
  expect(text.split('Permission is hereby granted')).toHaveLength(5)
})
