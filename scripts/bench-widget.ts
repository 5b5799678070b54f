// `npm run bench`: what the survey costs a page in a real Chromium, compared with a hand-written page and with one that
// has a bare Preact form; docs/performance.md says how. It measures the built files: run `npm run build` first.
// Usage: npm run bench [-- --rounds 9 --json FILE]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright'
import { asJson } from './bench/widget/as-json.ts'
import { buildForms } from './bench/widget/build-forms.ts'
import { builtProblem } from './bench/widget/built-files.ts'
import type { Bench, Measure } from './bench/widget/measure.ts'
import { measureRound, type Round, resultOf } from './bench/widget/measure-all.ts'
import { heap } from './bench/widget/measures/heap.ts'
import { idleScript } from './bench/widget/measures/idle-script.ts'
import { mainThread } from './bench/widget/measures/main-thread.ts'
import { scoreClick } from './bench/widget/measures/score-click.ts'
import { slowNetwork } from './bench/widget/measures/slow-network.ts'
import { visits } from './bench/widget/measures/visits.ts'
import { type Arguments, readArguments } from './bench/widget/read-arguments.ts'
import { servePages } from './bench/widget/serve-pages.ts'
import { table } from './bench/widget/table.ts'
import { launchOptions } from './browsers.mjs'
import { say, stop } from './say.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const measures: readonly Measure[] = [visits, slowNetwork, idleScript, scoreClick, mainThread, heap]

function given(): Arguments {
  const found = readArguments(process.argv.slice(2))
  return 'problem' in found ? stop(found.problem) : found
}

async function launch(): Promise<Browser> {
  const options = launchOptions('chromium')
  if (!options)
    return stop(
      'There is no Chromium on this machine: "npm test" can install one, or name one in HOWLIKELY_CHROMIUM.',
    )
  try {
    return await chromium.launch(options)
  } catch (error) {
    return stop(
      `Chromium did not start (${String(error).split('\n')[0]}). Name another in HOWLIKELY_CHROMIUM.`,
    )
  }
}

async function measureRounds(bench: Bench, count: number): Promise<Round[]> {
  // The first round is slower than the others and doesn't count.
  await measureRound(bench, [visits], 0)
  const rounds: Round[] = []
  for (let number = 0; number < count; number += 1) {
    rounds.push(await measureRound(bench, measures, number))
    say(`Round ${number + 1} of ${count} is done.`)
  }
  return rounds
}

/** A folder that is removed when the program ends, even if it is interrupted. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  return folder
}

/** Serves the pages, opens the browser, measures everything, and closes both. */
async function measure(rounds: number): Promise<{ version: string; measured: Round[] }> {
  const forms = temporaryFolder()
  const browser = await launch()
  try {
    await buildForms(forms)
    const pages = await servePages(join(root, 'dist/browser'), forms)
    try {
      const measured = await measureRounds({ browser, origin: pages.origin }, rounds)
      return { version: browser.version(), measured }
    } finally {
      await pages.stop()
    }
  } finally {
    await browser.close()
  }
}

async function main(): Promise<void> {
  const { rounds, json } = given()
  const problem = builtProblem(root)
  if (problem) stop(problem)

  const load = loadavg()[0] ?? 0
  const { version, measured } = await measure(rounds)
  const results = measures.flatMap(({ figures }) => figures).map(figure => resultOf(figure, measured))
  const processors = availableParallelism()
  console.log(`
${rounds} rounds in Chromium ${version}, on ${processors} processors with a load of ${load.toFixed(1)} before.

${table(results)}`)
  if (json) {
    const run = { at: new Date().toISOString(), chromium: version, processors, load, rounds }
    writeFileSync(json, asJson(run, results))
    say(`The figures are in ${json}.`)
  }
}

await main()
