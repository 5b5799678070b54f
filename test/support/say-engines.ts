import { launchOptions } from '../../scripts/browsers.mjs'
import { type Engine, launch } from './engines.ts'
import { startWebKit, webKitIsHere } from './webkit.ts'

const names: Readonly<Record<Engine, string>> = { chromium: 'Blink', firefox: 'Gecko' }

async function versionOf(engine: Engine): Promise<string> {
  if (!launchOptions(engine)) return 'is not on this machine: nothing ran in it'
  const browser = await launch(engine)
  const version = browser.version()
  await browser.close()
  return `${engine} ${version}`
}

async function webKitVersion(): Promise<string> {
  if (!webKitIsHere()) return 'is not on this machine (webkit2gtk-driver, xvfb): nothing ran in it'
  const webKit = await startWebKit()
  const agent = await webKit.driver.executeScript<string>('return navigator.userAgent')
  await webKit.stop()
  return /AppleWebKit\/[\d.]+.*/.exec(agent)?.[0] ?? agent
}

const orWhyNot = (error: unknown) => `did not start: ${error instanceof Error ? error.message : error}`

/** Says at the head of a run in which engines it runs. Which is missing is said, not hidden. */
export async function setup(): Promise<void> {
  for (const engine of ['chromium', 'firefox'] as const)
    console.log(`${names[engine]}: ${await versionOf(engine).catch(orWhyNot)}`)
  console.log(`WebKit: ${await webKitVersion().catch(orWhyNot)}`)
}
