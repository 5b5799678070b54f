// Writes dist/THIRD-PARTY.txt: the notices of the libraries that the browser's files hold.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** In the files for visitors, in those that explain and preview, and in the report's. */
const libraries = [
  'preact',
  '@preact/signals-core',
  '@preact/signals',
  'zod',
  'd3-array',
  'd3-color',
  'd3-format',
  'd3-interpolate',
  'd3-path',
  'd3-scale',
  'd3-shape',
  'd3-time',
  'd3-time-format',
  'internmap',
]

const notices = libraries.map(name => {
  const read = file => readFileSync(join(root, 'node_modules', name, file), 'utf8')
  const { version, license } = JSON.parse(read('package.json'))
  return `${name} ${version} (${license})\n\n${read('LICENSE').trim()}\n`
})

writeFileSync(
  join(root, 'dist', 'THIRD-PARTY.txt'),
  `The files in dist/browser and dist/report hold parts of these libraries.\n\n${notices.join('\n----\n\n')}`,
)
