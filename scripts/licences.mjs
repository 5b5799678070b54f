// `npm run licences`: whose licence holds for what users install, and for our own tools. Ends with 1 where one of them asks
// for more than its notice.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { init } from 'license-checker-rseidelsohn'
import { installedPackages } from './bundled.mjs'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What asks for its notice, and for nothing else. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'WTFPL',
  'Zlib',
]

/** For tools alone, which nobody gets from us: that of a file is for who changes the file; the others are of texts. */
const forTools = [...permissive, 'CC-BY-3.0', 'CC-BY-4.0', 'CC0-1.0', 'MPL-2.0', 'Python-2.0']

/** Whose package.json names none: what stands in the file LICENSE, or at the top of the code. */
const read = {
  '@segment/facade': 'MIT',
  '@segment/isodate': 'MIT',
  '@segment/isodate-traverse': 'MIT',
  'new-date': 'MIT',
  'data-layer-helper': 'Apache-2.0',
  mootools: 'MIT',
}

/** `(MIT OR GPL-3.0)` may be taken as MIT; of `MIT AND ISC` both hold. */
export function isAllowed(expression, allowed) {
  const words = expression.replace(/[()]/g, '')
  return words.split(/ OR /i).some(one => one.split(/ AND /i).every(name => allowed.includes(name.trim())))
}

const listed = () =>
  new Promise((resolve, reject) => {
    init({ start: root, excludePrivatePackages: true }, (error, found) =>
      error ? reject(error) : resolve(found),
    )
  })

const nameOf = id => id.slice(0, id.lastIndexOf('@'))

const found = Object.entries(await listed()).map(([id, { licenses }]) => ({
  id,
  name: nameOf(id),
  licence: read[nameOf(id)] ?? [licenses].flat().join(' AND '),
}))
const forUsers = installedPackages()
const isForUsers = ({ name }) => forUsers.includes(name) || name === 'howlikely'

const groups = [
  ['What users install, and what is in the built files', found.filter(isForUsers), permissive],
  ['Our own tools', found.filter(one => !isForUsers(one)), forTools],
]
const refused = []
for (const [title, packages, allowed] of groups) {
  const by = Object.groupBy(packages, ({ licence }) => licence)
  const counts = Object.entries(by).map(([licence, of]) => `${licence} (${of.length})`)
  say(`${title}: ${counts.sort().join(', ')}.`)
  refused.push(...packages.filter(({ licence }) => !isAllowed(licence, allowed)))
}
if (process.argv.includes('--list')) for (const { id, licence } of found) console.log(`${id}  ${licence}`)
if (refused.length > 0)
  stop(
    `Licences that nobody has looked at: ${refused.map(({ id, licence }) => `${id} (${licence})`).join(', ')}. If one is all right, ${join('scripts', 'licences.mjs')} has the list.`,
  )
