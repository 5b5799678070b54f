// `npm run licences`: checks the licences of what users install, and of our own tools. Ends with 1 if one of them asks
// for more than its notice.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { init } from 'license-checker-rseidelsohn'
import { installedPackages } from './bundled.mjs'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Licences that ask for their notice, and nothing else. */
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

/** Also allowed for tools, which users never get: MPL asks something only of those who change its files, others cover texts. */
const forTools = [...permissive, 'CC-BY-3.0', 'CC-BY-4.0', 'CC0-1.0', 'MPL-2.0', 'Python-2.0']

/** Packages whose package.json names no licence: the one in the file LICENSE, or at the top of the code. */
const read = {
  '@segment/facade': 'MIT',
  '@segment/isodate': 'MIT',
  '@segment/isodate-traverse': 'MIT',
  'new-date': 'MIT',
  'data-layer-helper': 'Apache-2.0',
  mootools: 'MIT',
}

/** Of `(MIT OR GPL-3.0)` one must be allowed; of `MIT AND ISC` both. */
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
