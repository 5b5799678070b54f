import { globalOf, ownOf } from '../browser/own.ts'
import type { OwnTag } from './own-tag.ts'

interface Policy {
  createScriptURL(url: string): string
}

/** A built file's place beside the loader: its name, and the first of its digest. The build names it so. */
const fileOf = (name: string, digest: string) => `${name}.${digest.slice(0, 8).replace(/\W/g, '_')}.js`

/**
 * Loads built files by a script element with `integrity`, the tag's own nonce and a Trusted Types policy: a page
 * that pins the loader thus pins everything. Each file hands itself over through `howlikely.part`, by name.
 */
export function createPartLoader(tag: OwnTag) {
  // Without a prototype: a page may have put a file's name on the one of all objects.
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
        reject(new Error(name)) // Not loaded. Without effect where it handed itself over.
      }
      document.head.append(script)
    })

  return {
    /** The door: a file says its name and hands itself over. */
    part(name: string, part: unknown) {
      if (arrivals[name]) arrivals[name](part)
    },
    /**
     * Loads a file once; a later call tries again where it could not be loaded, or was not the one it should be.
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
