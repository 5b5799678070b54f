// `npm run check:package`: packs the build twice, and checks the file for what its users rely on. Ends with 1 if
// anything is wrong. With `-- --rebuild` it also packs a copy of the sources, built again in another folder.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { npm } from './npm.mjs'
import { say } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'howlikely-package-'))

/** Packs a folder; returns the file and its contents. */
function pack(from, name, ...words) {
  const into = join(folder, name)
  mkdirSync(into)
  const { status, stdout, stderr } = npm(['pack', '--json', '--pack-destination', into, ...words], {
    cwd: from,
  })
  if (status !== 0) throw new Error(`npm pack ended with ${status}. ${stderr}`)
  const told = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)))
  const [{ filename, files }] = Array.isArray(told) ? told : Object.values(told)
  return { content: readFileSync(join(into, filename)), names: files.map(({ path }) => path) }
}

/** Copies the sources as git knows them to a folder of another name; the packages stay those installed here. */
function copySources() {
  const copy = join(folder, 'a-copy')
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const name of stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true })
    cpSync(join(root, name), join(copy, name))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const committed = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  // The copy has no git history to take the date from.
  process.env.SOURCE_DATE_EPOCH ??= committed.stdout.trim()
  return copy
}

const digestOf = content => createHash('sha256').update(content).digest('hex')

/** The given files that the first page needs and the package lacks. */
function missing(names) {
  const page = readFileSync(join(root, 'README.md'), 'utf8')
  const links = [...page.matchAll(/\]\(([^)\s#]+)|(?:src|srcset|href)="([^"#]+)"/g)].map(
    ([, link, place]) => link ?? place,
  )
  const outside = /^(https?:|mailto:)/
  const code = /howlikely(\.full)?\.js$/
  return links.filter(link => !outside.test(link) && !code.test(link) && !names.includes(link))
}

/** TypeScript's problems with the package, in each kind of module resolution but the oldest: see docs/decisions.md. */
async function typeProblems(content) {
  const analysis = await checkPackage(createPackageFromTarballData(content))
  if (!analysis.types) return ['it has no types']
  const ignored = problem => problem.resolutionKind === 'node10' || problem.resolutionOption === 'node10'
  const isPlainFile = ({ entrypoint }) => /\.json$|\/browser\//.test(entrypoint ?? '')
  return analysis.problems
    .filter(problem => !ignored(problem) && !isPlainFile(problem))
    .map(problem => JSON.stringify(problem))
}

const wrong = []
try {
  const packed = pack(root, 'once', '--ignore-scripts')
  const { content, names } = packed
  const digest = digestOf(content)
  const others = { twice: pack(root, 'twice', '--ignore-scripts').content }
  if (process.argv.includes('--rebuild')) others['built anew elsewhere'] = pack(copySources(), 'copy').content
  for (const [how, other] of Object.entries(others))
    if (digestOf(other) !== digest) wrong.push(`packed ${how}, it is not the same file`)

  wrong.push(...missing(names).map(link => `the README leads to ${link}, which is not in it`))

  const { messages } = await publint({
    pack: { tarball: content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) },
    strict: true,
  })
  wrong.push(...messages.map(message => formatMessage(message, manifest, { color: false })))
  wrong.push(...(await typeProblems(content)))

  const kilobytes = Math.round(content.length / 1000)
  say(`${names.length} files, ${kilobytes} kB; SHA-256 ${digest}.`)
} finally {
  rmSync(folder, { recursive: true })
}

for (const sentence of wrong) console.error(`Wrong with the package: ${sentence}.`)
process.exit(wrong.length > 0 ? 1 : 0)
