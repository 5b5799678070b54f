/** Says once that a framework is older than what this was made for: it may work all the same. */
export function expectVersion(framework: string, found: string, least: number): void {
  if (Number.parseInt(found, 10) < least)
    console.warn(
      `howlikely: howlikely/${framework.toLowerCase()} is made for ${framework} ${least} or newer, and this is ${found}. Update it, or call createHowlikely from 'howlikely' yourself.`,
    )
}
