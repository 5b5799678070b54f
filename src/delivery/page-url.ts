import type { Settings } from '../options/settings.ts'

/**
 * The address as it may be reported: without the fragment, and with only the query parameters that the site keeps on
 * purpose. Null if the site reports no address, or if the page is not a web page.
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
