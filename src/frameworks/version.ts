const partsOf = (version: string) => version.split('.').map(part => Number.parseInt(part, 10))

/** Warns once if a framework is older than what this was made for; it may work all the same. @param least such as '3.3' */
export function expectVersion(framework: string, found: string, least: string): void {
  const [major = 0, minor = 0] = partsOf(found)
  const [leastMajor = 0, leastMinor = 0] = partsOf(least)
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    console.warn(
      `howlikely: howlikely/${framework.toLowerCase()} is made for ${framework} ${least} or newer, and this is ${found}. Update it, or call createHowlikely from 'howlikely' yourself.`,
    )
}
