type Raw = Readonly<Record<string, unknown>>

const loads = new Map<string, Promise<Raw>>()

async function load(address: string): Promise<Raw> {
  const response = await fetch(new URL(address, location.href).href)
  if (!response.ok) throw new Error(`the options at ${address} answered ${response.status}`)
  const { endpoint, headers, credentials, ...options } = Object(await response.json())
  return options
}

/**
 * Loads options from the site's own address, once; they cannot say where answers go. Rejects, and says so, where they
 * cannot be had: then nobody is asked.
 */
export async function loadOptions(address: string, say: (sentence: string) => void): Promise<Raw> {
  const loading = loads.get(address) ?? load(address)
  loads.set(address, loading)
  try {
    return await loading
  } catch (cause) {
    loads.delete(address)
    say('the options at data-config could not be loaded, so nobody is asked on this page.')
    throw cause
  }
}
