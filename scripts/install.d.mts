/** What a lock file says of each package, by its place. */
export type Packages = Readonly<Record<string, { version?: string; optional?: boolean }>>

/** Whether what is installed is what package-lock.json wants; an optional package may be missing. */
export function isInstalled(wanted: Packages, installed: Packages | null): boolean

/** Whether a version such as "v22.13.0" is 22.13 or newer. */
export function isRecentEnough(version: string): boolean

/**
 * Installs what is missing or outdated, and returns the path of the Node to run everything else with. Where
 * there is none that is new enough it ends the program with a sentence.
 */
export function install(): string
