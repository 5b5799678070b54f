/** A lock file's entry for each package, by the package's place. */
export type Packages = Readonly<Record<string, { version?: string; optional?: boolean }>>

/** Whether the installed packages are those in package-lock.json; optional packages may be missing. */
export function isInstalled(wanted: Packages, installed: Packages | null): boolean

/** Whether a version such as "v22.13.0" is 22.13 or newer. */
export function isRecentEnough(version: string): boolean

/**
 * Installs what is missing or outdated, and returns the path of the Node to run everything else with. If none is recent
 * enough, it ends the program with a sentence.
 */
export function install(): string
