import type { Browser } from '../browser/browser.ts'

type WrittenOptions = Readonly<Record<string, unknown>>

const loads = new Map<string, Promise<WrittenOptions>>()

async function fetchOptions(url: string, browser: Pick<Browser, 'fetch'>): Promise<WrittenOptions> {
  const response = await browser.fetch(url, {})
  if (!response.ok) throw new Error(`the options at ${url} answered ${response.status}`)
  const written: unknown = await response.json()
  if (typeof written !== 'object' || written === null) throw new Error(`the options at ${url} are no object`)
  // A config file cannot decide where answers go.
  const { endpoint, headers, credentials, ...options } = written as Record<string, unknown>
  return options
}

/**
 * Loads options from an address of the site, once. If that fails, it says so on the console and rejects: then nobody is
 * asked.
 */
export async function loadConfigFile(
  address: string,
  browser: Pick<Browser, 'fetch' | 'page' | 'warn'>,
): Promise<WrittenOptions> {
  try {
    const url = new URL(address, browser.page().url).href
    const loading = loads.get(url) ?? fetchOptions(url, browser)
    loads.set(url, loading)
    return await loading.catch(cause => {
      loads.delete(url)
      throw cause
    })
  } catch (cause) {
    browser.warn('the options at data-config could not be loaded, so nobody is asked on this page.')
    throw cause
  }
}

/** The part for sites that keep their options in a file. */
export type LoadConfigFile = typeof loadConfigFile
