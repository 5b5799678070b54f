/** The options with which Playwright starts an engine here; undefined if there is none. */
export function launchOptions(
  engine: 'chromium' | 'firefox',
): { executablePath?: string; channel?: string; args?: string[] } | undefined

/** The same for tests: the headless shell of Chromium if it is here, unless the run is thorough or a browser was chosen. */
export function testLaunchOptions(
  engine: 'chromium' | 'firefox',
): { executablePath?: string; channel?: string; args?: string[] } | undefined

/** The path of Chromium's headless shell, if it is here. */
export function headlessShell(): string | undefined
