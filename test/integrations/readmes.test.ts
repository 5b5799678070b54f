import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { page } from '../docs/pages.ts'

const root = join(import.meta.dirname, '..', '..')
const names = readdirSync(join(root, 'integrations'))
const readme = (name: string) => readFileSync(join(root, 'integrations', name, 'README.md'), 'utf8')

test.each(names)('%s: its page leads somewhere, names tests that are there, and is a screen long', name => {
  const text = readme(name)
  const folder = dirname(join(root, 'integrations', name, 'README.md'))
  const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link)
  const tests = text.match(/test\/[\w/.-]+\.test\.ts/g) ?? []

  for (const link of links) expect([link, existsSync(join(folder, link))]).toEqual([link, true])
  expect(tests.length).toBeGreaterThan(0)
  for (const file of tests) expect([file, existsSync(join(root, file))]).toEqual([file, true])
  expect(text.split('\n').length).toBeLessThanOrEqual(48)
})

test('each is named by the page of shops, or of help desks', () => {
  const text = page('docs/shops.md').text + page('docs/help-desks.md').text

  for (const name of names) expect(text).toContain(`../integrations/${name}/README.md`)
})
