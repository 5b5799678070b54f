// Writes the whole licences of the libraries that the browser's files hold, into dist and beside these files.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { licenceOf, noticesFile } from './notices.mjs'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** In the files for visitors, and in those that explain and preview. */
const libraries = ['preact', '@preact/signals-core', '@preact/signals', 'zod']

const text = `The files in dist/browser hold parts of these libraries.\n\n${libraries.map(licenceOf).join('\n----\n\n')}`
writeFileSync(join(dist, noticesFile), text)
writeFileSync(join(dist, 'browser', noticesFile), text)
