/** How Playwright starts an engine here, or undefined if there is none. */
export function launchOptions(
  engine: 'chromium' | 'firefox',
): { executablePath?: string; channel?: string; args?: string[] } | undefined

/** How the tests start it: Chromium without its windows, where that is here, unless the run is thorough or one was chosen. */
export function testLaunchOptions(
  engine: 'chromium' | 'firefox',
): { executablePath?: string; channel?: string; args?: string[] } | undefined

/** The path of Chromium without its windows, where it is here. */
export function headlessShell(): string | undefined
