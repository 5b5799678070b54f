import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundledLibraries } from '../../scripts/bundled.mjs'

const at = (file: string) => join(import.meta.dirname, '../..', file)
const read = (file: string) => readFileSync(at(file), 'utf8')
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

/** The rows of the tables that name what proves a claim: danger, protection, proof. */
const claims = read('SECURITY.md')
  .split(/^### /m)
  .slice(1)
  .flatMap(section => section.split('\n').filter(line => line.startsWith('| ')))
  .map(line => line.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '')))
  .filter(([danger]) => danger !== 'danger' && !danger?.startsWith('---'))

test('there are claims', () => {
  expect(claims.length).toBeGreaterThan(25)
})

describe.each(claims)('%s', (_danger, _protection, proof = '') => {
  const proofs = [...proof.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

  test('is proved by tests that there are', () => {
    expect(proofs).not.toEqual([])
    for (const name of proofs) {
      const script = /^npm run (\S+)$/.exec(name)?.[1]
      if (script) expect(JSON.parse(read('package.json')).scripts).toHaveProperty(script)
      else expect([name, /^test\/.+\.test\.tsx?$/.test(name) && existsSync(at(name))]).toEqual([name, true])
    }
  })
})
