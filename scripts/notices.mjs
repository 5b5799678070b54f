// The notices of the libraries in the browser's files: short in each such file, and in full next to them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The file's name, next to the browser's files. */
export const noticesFile = 'THIRD-PARTY.txt'

const readFrom = (library, file) => readFileSync(join(root, 'node_modules', library, file), 'utf8')

/** `preact` for `…/node_modules/preact/dist/preact.mjs`; undefined for a module of our own. */
const libraryOf = module => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/'))?.[1]

/** The copyright holder that the licence names. */
function holderOf(library) {
  const [, holder] = /^Copyright (\(c\) .+)$/m.exec(readFrom(library, 'LICENSE')) ?? []
  const { license } = JSON.parse(readFrom(library, 'package.json'))
  if (!holder || license !== 'MIT')
    throw new Error(`The licence of ${library} is not one that is known here.`)
  return holder
}

/**
 * A comment for the top of a file: the libraries in it, and their copyright holders. Empty if it contains none.
 * @param modules the modules that went into the file, by path, and how much of each
 */
export function noticeOf(modules) {
  const used = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0)
  const libraries = [...new Set(used.flatMap(([module]) => libraryOf(module) ?? []))].sort()
  const holders = Map.groupBy(libraries, holderOf)
  const names = [...holders].map(([holder, of]) => `${of.join(', ')} ${holder}`)
  return names.length ? `/*! ${names.join('; ')}. MIT: ${noticesFile} */\n` : ''
}

/** The full licence of a library, or the licence's name if the library doesn't include the text. */
export function licenceOf(library) {
  const { version, license } = JSON.parse(readFrom(library, 'package.json'))
  const file = readdirSync(join(root, 'node_modules', library)).find(name => /^licen[cs]e/i.test(name))
  const text = file ? readFrom(library, file).trim() : `It names its licence and no more: ${license}.`
  return `${library} ${version} (${license})\n\n${text}\n`
}
