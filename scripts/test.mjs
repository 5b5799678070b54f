// `npm test`: installs what is missing, browsers too, and runs everything that must hold. Goes on after a failure,
// so that one run tells all, and ends with one line that sums everything up.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getBrowsers } from './get-browsers.mjs'
import { install } from './install.mjs'
import { say } from './say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'test-results')
const sum = { passed: 0, failed: 0, skipped: 0 }

const node = install()
getBrowsers(node)

function run(args) {
  const bin = join(root, 'node_modules', '.bin')
  const env = Object.assign({}, process.env, { PATH: bin + delimiter + process.env.PATH })
  return spawnSync(node, args, { cwd: root, stdio: 'inherit', env }).status === 0
}

/** One thing that holds or not: counts as one test. */
function check(name, args) {
  say(`${name}.`)
  const holds = run(args)
  if (holds) sum.passed += 1
  else {
    sum.failed += 1
    say(`${name}: failed; see above.`)
  }
}

const bin = path => join(root, 'node_modules', ...path)

/** A project of vitest.config.ts, or several. */
function tests(name, projects) {
  say(`${name}.`)
  const file = join(results, `${projects[0]}.json`)
  const chosen = projects.reduce((args, project) => args.concat('--project', project), [])
  run([
    bin(['vitest', 'vitest.mjs']),
    'run',
    ...chosen,
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(root, 'test', 'support', 'say-second-tries.ts')}`,
    `--outputFile.json=${file}`,
  ])
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    // A file that could not even be loaded has no tests to fail.
    const unloaded = testResults.filter(one => one.status === 'failed' && !one.assertionResults.length).length
    sum.passed += numPassedTests
    sum.failed += numFailedTests + unloaded
    sum.skipped += numPendingTests + numTodoTests
  } catch {
    say(`${name}: the test runner ended without a result.`)
    sum.failed += 1
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

check('Types', [bin(['typescript', 'bin', 'tsc']), '--noEmit'])
check('Lint and format', [bin(['@biomejs', 'biome', 'bin', 'biome']), 'check', '--error-on-warnings', '.'])
check('Known holes in packages', [join('scripts', 'audit.mjs')])
check('Build', [join('scripts', 'build.mjs'), '--quiet'])
check('Sizes', [join('scripts', 'size.mjs')])
tests('Rules, maths, contracts, the collector', ['unit'])
tests('Components, in real browsers', ['component'])
tests('The whole way, in real browsers, on the built files', ['browser'])

console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(sum.failed ? 1 : 0)
