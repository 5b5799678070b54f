import { type ChildProcess, spawn } from 'node:child_process'
import { Builder, By, Capabilities, type WebDriver, type WebElement } from 'selenium-webdriver'
import { webKitPrograms } from '../../scripts/webkit.mjs'
import { freePort } from './site.ts'

/** WebKitGTK's small browser, driven by WebDriver. One driver has one session at a time. */
export interface WebKit {
  driver: WebDriver
  /** Ends the browser, its driver and its screen. */
  stop(): Promise<void>
}

/** The engine's own name, or the reason why it is not here. */
export const webKitIsHere = (): boolean => webKitPrograms() !== undefined

/** A screen that nobody sees, on a display that is free. */
function openScreen(program: string): Promise<{ process: ChildProcess; display: string }> {
  return new Promise((resolve, reject) => {
    const process = spawn(program, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    process.on('error', reject)
    process.on('exit', code => reject(new Error(`Xvfb ended with ${code}`)))
    process.stdio[3]?.once('data', number => resolve({ process, display: `:${String(number).trim()}` }))
  })
}

async function untilItAnswers(url: string): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const isReady = await fetch(`${url}/status`).then(
      response => response.ok,
      () => false,
    )
    if (isReady) return
    if (Date.now() > deadline) throw new Error('WebKitWebDriver does not answer')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

export async function startWebKit(): Promise<WebKit> {
  const programs = webKitPrograms()
  if (!programs) throw new Error('There is no WebKit here: install webkit2gtk-driver and xvfb.')
  const screen = await openScreen(programs.screen)
  const port = await freePort()
  const server = spawn(programs.driver, ['-p', `${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: screen.display,
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      // Its own sandbox doesn't start as root, which containers usually run as.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  })
  const end = () => {
    server.kill('SIGKILL')
    screen.process.kill('SIGKILL')
  }
  try {
    const url = `http://127.0.0.1:${port}`
    await untilItAnswers(url)
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] },
    })
    const driver = await new Builder().usingServer(url).withCapabilities(capabilities).build()
    return {
      driver,
      async stop() {
        await driver.quit().catch(() => {})
        end()
      },
    }
  } catch (error) {
    end()
    throw error
  }
}

const deadlineMs = 30_000

/** What selenium gives for a shadow root; its types do not name it. */
type Card = Awaited<ReturnType<WebElement['getShadowRoot']>>

/** Why nobody was asked, as `explain` says it. */
const whyNobody = (driver: WebDriver) =>
  driver
    .executeAsyncScript<string>(`
      const done = arguments[arguments.length - 1]
      howlikely('explain').then(it => done(JSON.stringify(it)), error => done(String(error)))`)
    .catch(String)

/** The card's shadow root, once the visitor is asked. */
export async function cardIn(driver: WebDriver): Promise<Card> {
  const host = await driver
    .wait(async () => (await driver.findElements(By.css('how-likely-panel')))[0], deadlineMs)
    .catch(async cause => {
      throw new Error(`nobody is asked: ${await whyNobody(driver)}`, { cause })
    })
  if (!host) throw new Error('nobody is asked')
  return host.getShadowRoot()
}

/** An element of the card by its role and its name, as a screen reader finds it. */
export async function inCard(driver: WebDriver, role: string, name: string | RegExp): Promise<WebElement> {
  let seen: string[] = []
  const found = await driver
    .wait(async () => {
      const card = await cardIn(driver)
      const candidates = await card.findElements(By.css('input, button, textarea, section, a, h2, [role]'))
      seen = []
      for (const candidate of candidates) {
        const [is, called] = [await candidate.getAriaRole(), await candidate.getAccessibleName()]
        if (is === role && (typeof name === 'string' ? called === name : name.test(called))) return candidate
        seen.push(`${is} "${called}"`)
      }
      return null
    }, deadlineMs)
    .catch(cause => {
      const other = seen.join(', ') || cause.message
      throw new Error(`there is no ${role} "${name}"; there is ${other}`, { cause })
    })
  if (!found) throw new Error(`there is no ${role} "${name}"`)
  return found
}
