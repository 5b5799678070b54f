interface Policy {
  createScriptURL(url: string): string
}

/**
 * Loads built files by a script element with `integrity`, the tag's own nonce and a Trusted Types policy: a page
 * that pins the loader thus pins everything. Each file hands itself over through `howlikely.part`, by name.
 */
export function createPartLoader(tag: HTMLScriptElement | null) {
  const arrivals: Record<string, (part: unknown) => void> = {}
  const loads: Record<string, Promise<unknown> | undefined> = {}
  const types = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes
  let policy: Policy | undefined

  const fetchPart = (name: string, file: string, integrity: string) =>
    new Promise((resolve, reject) => {
      arrivals[name] = resolve
      const script = document.createElement('script')
      const url = new URL(file, tag?.src || location.href).href
      if (types) policy ??= types.createPolicy('howlikely', { createScriptURL: text => text })
      script.src = policy ? policy.createScriptURL(url) : url
      script.integrity = integrity
      script.crossOrigin = 'anonymous'
      if (tag?.nonce) script.nonce = tag.nonce
      const finish = () => {
        script.remove()
        reject(new Error(`${file} could not be loaded`)) // Without effect where it has handed itself over.
      }
      script.onload = finish
      script.onerror = finish
      document.head.append(script)
    })

  return {
    /** The door: a file says its name and hands itself over. */
    part(name: string, part: unknown) {
      arrivals[name]?.(part)
    },
    /** Rejects where the file cannot be loaded or is not the one it should be; a later call tries again. */
    load<Part>(name: string, file: string, integrity: string): Promise<Part> {
      const loading = (loads[name] ??= fetchPart(name, file, integrity))
      loading.catch(() => {
        loads[name] = undefined
      })
      return loading as Promise<Part>
    },
  }
}
