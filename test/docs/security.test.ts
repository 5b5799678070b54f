import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundledLibraries } from '../../scripts/bundled.mjs'

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
const words = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

test('SECURITY.md counts the libraries that package.json names, and those in the built files', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object }

  const count = Object.keys(dependencies).length + bundledLibraries.length
  expect(read('SECURITY.md')).toContain(`${words[count]} libraries at run time`)
})
