/** How Playwright starts an engine here, or undefined where there is none. */
export function launchOptions(
  engine: 'chromium' | 'firefox',
): { executablePath?: string; channel?: string; args?: string[] } | undefined
