import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

test('SECURITY.md counts the libraries that package.json names', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object }

  expect(read('SECURITY.md')).toContain(`${words[Object.keys(dependencies).length]} libraries at run time`)
})
