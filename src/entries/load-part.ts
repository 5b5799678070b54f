import { globalOf, ownOf } from '../browser/own.ts'
import type { OwnTag } from './own-tag.ts'

interface Policy {
  createScriptURL(url: string): string
}

/** The name of a built file in the loader's folder: its own name and the start of its digest, as the build writes it. */
const fileOf = (name: string, digest: string) => `${name}.${digest.slice(0, 8).replace(/\W/g, '_')}.js`

/**
 * Loads built files through a script element with `integrity`, the tag's own nonce and a Trusted Types policy: a page
 * that pins the loader thus pins everything. Each file hands itself over through `howlikely.part`, by name.
 */
export function createPartLoader(tag: OwnTag) {
  // Without a prototype: the page may have put a file's name on Object.prototype.
  const arrivals = ownOf<Record<string, (part: unknown) => void>>()
  const loads = ownOf<Record<string, Promise<unknown> | undefined>>()
  const types = globalOf('trustedTypes') as { createPolicy(name: string, rules: Policy): Policy } | undefined
  let policy: Policy | undefined

  const fetchPart = (name: string, digest: string) =>
    new Promise((resolve, reject) => {
      arrivals[name] = resolve
      const script = document.createElement('script')
      const url = new URL(fileOf(name, digest), tag.src).href
      if (types && !policy) policy = types.createPolicy('howlikely', { createScriptURL: text => text })
      script.src = policy ? policy.createScriptURL(url) : url
      script.integrity = `sha256-${digest}`
      script.crossOrigin = 'anonymous'
      if (tag.nonce) script.nonce = tag.nonce
      script.onload = script.onerror = () => {
        script.remove()
        reject(new Error(name)) // Not loaded. No effect if the file has handed itself over.
      }
      document.head.append(script)
    })

  return {
    /** Called by each file to hand itself over by its name. */
    part(name: string, part: unknown) {
      if (arrivals[name]) arrivals[name](part)
    },
    /**
     * Loads a file once; if it could not be loaded, or was not the expected one, a later call tries again.
     * @param digest SHA-256 of its content, base64
     */
    load<Part>(name: string, digest: string): Promise<Part> {
      const loading = loads[name] || fetchPart(name, digest)
      loads[name] = loading
      loading.catch(() => {
        loads[name] = undefined
      })
      return loading as Promise<Part>
    },
  }
}
