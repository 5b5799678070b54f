// Writes dist/THIRD-PARTY.txt: the notices of the libraries that the browser's files hold.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** In the files for visitors, and in those that explain and preview. */
const libraries = ['preact', '@preact/signals-core', '@preact/signals', 'zod']

const notices = libraries.map(name => {
  const read = file => readFileSync(join(root, 'node_modules', name, file), 'utf8')
  const { version, license } = JSON.parse(read('package.json'))
  return `${name} ${version} (${license})\n\n${read('LICENSE').trim()}\n`
})

writeFileSync(
  join(root, 'dist', 'THIRD-PARTY.txt'),
  `The files in dist/browser hold parts of these libraries.\n\n${notices.join('\n----\n\n')}`,
)
