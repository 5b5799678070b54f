/**
 * A link of the site, resolved against the page's address and never against its `<base>`; null unless it is https:,
 * mailto: or relative.
 */
export function safeLink(url: string, page: string): string | null {
  try {
    const link = new URL(url, page)
    const { protocol, host } = new URL(page)
    const isOnThisPage = link.protocol === protocol && link.host === host
    return isOnThisPage || link.protocol === 'https:' || link.protocol === 'mailto:' ? link.href : null
  } catch {
    return null
  }
}
