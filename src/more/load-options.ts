import type { More } from './more-part.ts'

export const loadOptions: More['loadOptions'] = async (address, say) => {
  try {
    const response = await fetch(new URL(address, location.href).href)
    if (!response.ok) throw new Error(`the options at ${address} answered ${response.status}`)
    const { endpoint, headers, credentials, ...options } = Object(await response.json())
    return options
  } catch (cause) {
    say('the options at data-config could not be loaded, so nobody is asked on this page.')
    throw cause
  }
}
