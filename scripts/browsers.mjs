// The browsers that tests can drive on this machine: the system's if there is one, else Playwright's own.
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

// Snap's wrappers cannot be driven: they ignore the profile folder that tests pass.
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

/** Chromium without windows: the same engine at less than half of the processor time. */
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
 * The options with which Playwright starts an engine here; undefined if there is none.
 * @param {'chromium' | 'firefox'} engine
 * @returns {{ executablePath?: string, channel?: string, args?: string[] } | undefined}
 */
export function launchOptions(engine) {
  // Chromium's own sandbox doesn't start as root, which containers usually run as.
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
 * Switches off work of Firefox that no page can notice: a process kept ready for the next page, one for add-ons, history
 * and session on disk, the accessibility service. It also limits the screen to 30 frames a second. Together they save a
 * tenth of a visit's processor time.
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
 * The options with which tests start an engine: in `npm test` Chromium's headless shell if it is here, and Firefox
 * without irrelevant work; in `npm run test:all`, or if a browser was chosen, the whole browser as it is.
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
