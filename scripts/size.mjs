// The size check: prints what a visitor downloads, by file and by way of visiting, and fails over budget.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { minifySync } from 'rolldown/utils'
import { waysToPay } from './budgets.mjs'
import { frameworkEntries } from './package-entries.mjs'

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'browser')

if (!existsSync(folder)) {
  console.error('There is nothing to measure yet: run "npm run build" first.')
  process.exit(1)
}

/** Budgets in bytes, brotli, of files loaded only when needed. explain, preview and the full file have none. */
const budgets = {
  'sources.js': 5700,
  'locales/*.js': 1000,
}

const plain = name => name.replace(/\.[\w-]{8}\.js$/, '.js')
const budgetOf = name => budgets[name.startsWith('locales/') ? 'locales/*.js' : name]

const files = readdirSync(folder, { recursive: true })
  .map(name => String(name).replaceAll('\\', '/'))
  .filter(name => name.endsWith('.js'))
  .map(name => {
    const content = readFileSync(join(folder, name))
    const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
    return { name: plain(name), brotli, gzip: gzipSync(content, { level: 9 }).length, raw: content.length }
  })
  .sort((a, b) => a.name.localeCompare(b.name))

const over = []
const row = (name, figures, budget) =>
  console.log(
    name.padEnd(30),
    ...figures.map(figure => String(figure).padStart(8)),
    String(budget ?? '–').padStart(8),
  )

row('file, bytes', ['brotli', 'gzip', 'raw'], 'budget')
for (const { name, brotli, gzip, raw } of files) {
  const budget = budgetOf(name)
  row(name, [brotli, gzip, raw], budget)
  if (budget !== undefined && brotli > budget)
    over.push(`${name} is ${brotli - budget} bytes over its budget of ${budget}`)
}

console.log()
row('what a visitor pays', ['brotli', 'gzip', 'raw'], 'budget')
for (const { way, files: names, most } of waysToPay) {
  const largest = name =>
    files
      .filter(file => (name.includes('*') ? file.name.startsWith(name.split('*')[0]) : file.name === name))
      .sort((a, b) => b.brotli - a.brotli)[0]
  const paid = names.map(largest)
  if (paid.includes(undefined)) {
    over.push(`${way}: not every one of ${names.join(', ')} was built`)
    continue
  }
  const sum = unit => paid.reduce((total, file) => total + file[unit], 0)
  row(way, [sum('brotli'), sum('gzip'), sum('raw')], most)
  if (sum('brotli') > most) over.push(`${way}: ${sum('brotli') - most} bytes over its budget of ${most}`)
}

/** What a wrapper may add to an app: brotli, minified as the app's bundler does it. */
const mostOfWrapper = 1000
const npm = join(dirname(folder), 'npm')
console.log()
row('wrapper, minified', ['brotli', 'gzip', 'raw'], 'budget')
for (const name of Object.keys(frameworkEntries)) {
  const file = join(npm, `${name}.js`)
  if (!existsSync(file)) {
    over.push(`the wrapper for ${name} was not built`)
    continue
  }
  const { code } = minifySync(`${name}.js`, readFileSync(file, 'utf8'), {
    module: true,
    compress: true,
    mangle: { toplevel: true },
  })
  const brotli = brotliCompressSync(code).length
  row(`howlikely/${name}`, [brotli, gzipSync(code, { level: 9 }).length, code.length], mostOfWrapper)
  if (brotli > mostOfWrapper)
    over.push(`the wrapper for ${name}: ${brotli - mostOfWrapper} bytes over its budget`)
}

/** The report's application, which its users may open once a week: gzip, as its collector sends it. */
const report = join(dirname(folder), 'report', 'app')
const mostOfReport = 85_600
const scripts = existsSync(report) ? readdirSync(report).filter(name => name.endsWith('.js')) : []
const ofReport = scripts.reduce(
  (sum, name) => sum + gzipSync(readFileSync(join(report, name)), { level: 9 }).length,
  0,
)
console.log(`\nthe report's application, gzip: ${ofReport} of ${mostOfReport} bytes`)
if (scripts.length === 0) over.push("the report's application was not built")
if (ofReport > mostOfReport)
  over.push(`the report's application: ${ofReport - mostOfReport} bytes over its budget`)

for (const sentence of over) console.error(`Over budget: ${sentence}.`)
process.exit(over.length ? 1 : 0)
