// Which browsers the tests can drive on this machine: one already on the system, else Playwright's own.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const onLinux = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
}
const onMac = {
  chromium: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
}

// Snap's wrappers cannot be driven: they ignore the profile folder that a test gives them.
const isSnap = path => path === '/usr/bin/chromium-browser' && existsSync('/snap/bin/chromium')

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @param {'chromium' | 'firefox'} engine */
function onSystem(engine) {
  const chosen = process.env[`HOWLIKELY_${engine.toUpperCase()}`]
  if (chosen) return chosen
  const places = process.platform === 'darwin' ? onMac[engine] : onLinux[engine]
  return places.find(path => existsSync(path) && !isSnap(path))
}

/** Chromium without its windows: the same engine for less than half of the processor's time. */
const headlessShells = ['/usr/bin/chromium-headless-shell', '/usr/lib64/chromium-browser/headless_shell']
export const headlessShell = () => headlessShells.find(path => existsSync(path))

/** @param {'chromium' | 'firefox'} engine */
function fromPlaywright(engine) {
  try {
    const path = createRequire(import.meta.url)('playwright')[engine].executablePath()
    return existsSync(path) ? path : undefined
  } catch {
    return undefined // Playwright is not installed yet.
  }
}

/**
 * How Playwright starts an engine here, or undefined if there is none.
 * @param {'chromium' | 'firefox'} engine
 * @returns {{ executablePath?: string, channel?: string, args?: string[] } | undefined}
 */
export function launchOptions(engine) {
  // Chromium's own sandbox does not start as root, which containers usually are.
  const args = engine === 'chromium' ? [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] : []
  const system = onSystem(engine)
  // A stock Firefox is driven over WebDriver BiDi, which Playwright calls the channel moz-firefox.
  if (system)
    return engine === 'firefox'
      ? { executablePath: system, channel: 'moz-firefox' }
      : { executablePath: system, args }
  return fromPlaywright(engine) ? { args } : undefined
}

/**
 * Work of Firefox's own that no page can tell from its absence: a process kept ready for the next page, one for add-ons,
 * the user's history and session on disk, what it tells screen readers. And a screen of 30 frames a second. A tenth of
 * the processor's time of a visit.
 */
const quietFirefox = {
  'accessibility.force_disabled': 1,
  'browser.sessionstore.interval': 3_600_000,
  'dom.ipc.processPrelaunch.enabled': false,
  'extensions.webextensions.remote': false,
  'layout.frame_rate': 30,
  'places.history.enabled': false,
}

/**
 * How the tests start an engine: in `npm test` Chromium without its windows, where that is here, and Firefox without work
 * that is beside the point; in `npm run test:all`, and where one was chosen, the whole browser as it is.
 * @param {'chromium' | 'firefox'} engine
 * @returns {{ executablePath?: string, channel?: string, args?: string[], firefoxUserPrefs?: Record<string, string | number | boolean> } | undefined}
 */
export function testLaunchOptions(engine) {
  const options = launchOptions(engine)
  const isThorough = process.env.HOWLIKELY_THOROUGH === '1'
  if (!options || isThorough || process.env[`HOWLIKELY_${engine.toUpperCase()}`]) return options
  if (engine === 'firefox') return { ...options, firefoxUserPrefs: quietFirefox }
  const shell = headlessShell()
  return shell ? { ...options, executablePath: shell } : options
}
