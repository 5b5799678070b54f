// The notices of the libraries that the browser's files hold: in each such file, and whole beside them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Beside the browser's files. */
export const noticesFile = 'THIRD-PARTY.txt'

const readFrom = (library, file) => readFileSync(join(root, 'node_modules', library, file), 'utf8')

/** `preact` of `…/node_modules/preact/dist/preact.mjs`; undefined if a module is of our own. */
const libraryOf = module => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/'))?.[1]

/** Who holds the copyright, as the licence says. */
function holderOf(library) {
  const [, holder] = /^Copyright (\(c\) .+)$/m.exec(readFrom(library, 'LICENSE')) ?? []
  const { license } = JSON.parse(readFrom(library, 'package.json'))
  if (!holder || license !== 'MIT')
    throw new Error(`The licence of ${library} is not one that is known here.`)
  return holder
}

/**
 * A comment that begins a file: which libraries it holds, and whose they are. Empty if it holds none.
 * @param modules what has gone into the file, by its path, and how much of it
 */
export function noticeOf(modules) {
  const used = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0)
  const libraries = [...new Set(used.flatMap(([module]) => libraryOf(module) ?? []))].sort()
  const holders = Map.groupBy(libraries, holderOf)
  const names = [...holders].map(([holder, of]) => `${of.join(', ')} ${holder}`)
  return names.length ? `/*! ${names.join('; ')}. MIT: ${noticesFile} */\n` : ''
}

/** The whole licence of a library; what it names, where it has none with it. */
export function licenceOf(library) {
  const { version, license } = JSON.parse(readFrom(library, 'package.json'))
  const file = readdirSync(join(root, 'node_modules', library)).find(name => /^licen[cs]e/i.test(name))
  const text = file ? readFrom(library, file).trim() : `It names its licence and no more: ${license}.`
  return `${library} ${version} (${license})\n\n${text}\n`
}
