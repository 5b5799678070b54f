import { spawnSync } from 'node:child_process'
import { chromium, firefox } from 'playwright'
import { testLaunchOptions } from '../../scripts/browsers.mjs'
import type { Engine } from './engines.ts'
import { startWebKit, webKitIsHere } from './webkit.ts'

const names: Readonly<Record<Engine, string>> = { chromium: 'Blink', firefox: 'Gecko' }
const types = { chromium, firefox }

function versionOf(engine: Engine): string {
  const options = testLaunchOptions(engine)
  if (!options) return 'is not on this machine: nothing ran in it'
  const program = options.executablePath ?? types[engine].executablePath()
  return spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim() || engine
}

async function webKitVersion(): Promise<string> {
  if (!webKitIsHere()) return 'is not on this machine (webkit2gtk-driver, xvfb): nothing ran in it'
  const webKit = await startWebKit()
  const agent = await webKit.driver.executeScript<string>('return navigator.userAgent')
  await webKit.stop()
  return /AppleWebKit\/[\d.]+.*/.exec(agent)?.[0] ?? agent
}

const orWhyNot = (error: unknown) => `did not start: ${error instanceof Error ? error.message : error}`

/** Says at the start of a run in which engines it runs, and which ones are missing. */
export async function setup(): Promise<void> {
  for (const engine of ['chromium', 'firefox'] as const) console.log(`${names[engine]}: ${versionOf(engine)}`)
  console.log(`WebKit: ${await webKitVersion().catch(orWhyNot)}`)
}
