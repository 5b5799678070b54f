// Writes the full licences of the libraries in the built files, into dist and next to the browser's files.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundledPackages } from './bundled.mjs'
import { licenceOf, noticesFile } from './notices.mjs'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** Libraries in the files for visitors, and in those for explaining and previewing. */
const forVisitors = ['preact', '@preact/signals-core', '@preact/signals', 'zod']

/** Libraries that are also in the report's files. */
const forReport = [
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

const licences = names => names.map(licenceOf).join('\n----\n\n')

const ofBrowser = `The files in dist/browser hold parts of these libraries.

${licences(forVisitors)}`

writeFileSync(join(dist, 'browser', noticesFile), ofBrowser)
writeFileSync(
  join(dist, noticesFile),
  `${ofBrowser}
====

The files in dist/report hold parts of these besides.

${licences(forReport)}
====

The files in dist/collector and dist/command hold parts of these besides.

${licences(bundledPackages().filter(name => !forVisitors.includes(name)))}`,
)
