import type { Settings } from '../options/settings.ts'

/**
 * The address as it may be reported: no fragment, and of the query only what the site keeps on purpose.
 * Null where nothing is to be said, or where it isn't a web page.
 */
export function pageUrl(
  url: string,
  { page, keepParameters }: Pick<Settings, 'page' | 'keepParameters'>,
): string | null {
  const { origin, pathname, searchParams } = new URL(url)
  if (page === 'none' || origin === 'null') return null
  if (page === 'origin') return origin
  const kept = new URLSearchParams(
    [...searchParams].filter(([name]) => keepParameters.includes(name)),
  ).toString()
  return origin + pathname + (kept && `?${kept}`)
}
