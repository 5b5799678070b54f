// Writes dist/THIRD-PARTY.txt: the notices of the libraries that the built files hold.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundledPackages } from './bundled.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** In the files for visitors, and in those that explain and preview. */
const forVisitors = ['preact', '@preact/signals-core', '@preact/signals', 'zod']

function noticeOf(name) {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(one => /^licen[cs]e/i.test(one))
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `It names its license and no more: ${license}.`
  return `${name} ${version} (${license})\n\n${text}\n`
}

const notices = names => names.map(noticeOf).join('\n----\n\n')

writeFileSync(
  join(root, 'dist', 'THIRD-PARTY.txt'),
  `The files in dist/browser hold parts of these libraries.

${notices(forVisitors)}
====

The files in dist/collector and dist/command hold parts of these besides.

${notices(bundledPackages().filter(name => !forVisitors.includes(name)))}`,
)
