// `npm test`: installs what is missing, including browsers, and runs every check. It goes on after a failure, so that one
// run shows everything, and ends with a line that sums it up. `npm run test:all` (--all) runs each test in each engine,
// and campaigns in full size.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getBrowsers, getPhp, getPostgres, getStacks } from './get-programs.mjs'
import { install } from './install.mjs'
import { postgresFolder } from './postgres.mjs'
import { say } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'test-results')
const sum = { passed: 0, failed: 0, skipped: 0 }
const startedAt = Date.now()

const node = install()
getBrowsers(node)
getPostgres()
getPhp()

const bin = path => join(root, 'node_modules', ...path)
const isThorough = process.argv.includes('--all') || process.env.HOWLIKELY_THOROUGH === '1'
if (isThorough) getStacks()
const environment = Object.assign({}, process.env, {
  PATH: bin(['.bin']) + delimiter + process.env.PATH,
  HOWLIKELY_THOROUGH: isThorough ? '1' : process.env.HOWLIKELY_THOROUGH,
})

/**
 * Runs one of our programs, and resolves to whether it succeeded. Its output is printed at once, or, if others are
 * printing too, in one piece at its end.
 */
function run(name, args, { isAlone }) {
  return new Promise(resolve => {
    if (isAlone) say(`${name}.`)
    const child = spawn(node, args, {
      cwd: root,
      stdio: ['ignore', isAlone ? 'inherit' : 'pipe', isAlone ? 'inherit' : 'pipe'],
      env: environment,
    })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => said.push(chunk))
    child.once('error', error => said.push(`${error.message}\n`))
    child.once('close', code => {
      if (!isAlone) say(`${name}.`)
      process.stdout.write(Buffer.concat(said.map(chunk => Buffer.from(chunk))))
      resolve(code === 0)
    })
  })
}

/** Runs a check that passes or fails: it counts as one test. */
async function check(name, args) {
  const holds = await run(name, args, { isAlone: false })
  if (holds) sum.passed += 1
  else {
    sum.failed += 1
    say(`${name}: failed; see above.`)
  }
}

/** Runs projects of vitest.config.ts. */
async function tests(name, projects, { isAlone }) {
  const file = join(results, `${projects[0]}.json`)
  const words = [
    bin(['vitest', 'vitest.mjs']),
    'run',
    ...projects.flatMap(project => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const endedWell = await run(name, words, { isAlone })
  try {
    const told = JSON.parse(readFileSync(file, 'utf8'))
    // If a file could not even be loaded, it has no tests that could fail.
    const unloaded = told.testResults.filter(
      one => one.status === 'failed' && !one.assertionResults.length,
    ).length
    const failed = told.numFailedTests + unloaded
    sum.passed += told.numPassedTests
    // An error outside all tests, such as a browser that ended, is a failure too.
    sum.failed += failed || (endedWell ? 0 : 1)
    sum.skipped += told.numPendingTests + told.numTodoTests
  } catch {
    say(`${name}: the test runner ended without a result.`)
    sum.failed += 1
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

say('Types, lint, known vulnerabilities in packages, and the build, side by side.')
await Promise.all([
  check('Types', [bin(['typescript', 'bin', 'tsc']), '--noEmit']),
  check('Lint and format', [bin(['@biomejs', 'biome', 'bin', 'biome']), 'check', '--error-on-warnings', '.']),
  check('Known vulnerabilities in packages', [join('scripts', 'audit.mjs')]),
  check('Build', [join('scripts', 'build.mjs'), '--quiet']),
])
await Promise.all([
  check('Sizes', [join('scripts', 'size.mjs')]),
  check('The package, as it would be published', [
    join('scripts', 'check-package.mjs'),
    ...(isThorough ? ['--rebuild'] : []),
  ]),
  check('Licences', [join('scripts', 'licences.mjs')]),
  check('Bill of materials', [join('scripts', 'sbom.mjs')]),
])

say('Components meanwhile in browsers of their own: what they say follows at their end.')
await Promise.all([
  tests(
    'Rules, maths, contracts, the collector, and the whole way, in real browsers, on the built files',
    ['browser', 'process', 'unit', ...(postgresFolder() ? ['postgres'] : [])],
    { isAlone: true },
  ),
  tests('Components, in real browsers', ['component'], { isAlone: false }),
])

const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1)
say(`All of it took ${minutes} minutes.`)
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(sum.failed ? 1 : 0)
