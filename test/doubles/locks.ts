import type { Browser } from '../../src/browser/browser.ts'

/** The locks of a browser, which all its tabs share. */
export function someLocks() {
  const owners = new Map<string, object>()
  return {
    /** Locks as a document has them. */
    of:
      (owner: object): Browser['requestLock'] =>
      async name => {
        if (owners.has(name)) return null
        owners.set(name, owner)
        return () => {
          if (owners.get(name) === owner) owners.delete(name)
        }
      },
    /** A document is gone, and its locks are free. */
    releaseAll(owner: object): void {
      for (const [name, holder] of owners) if (holder === owner) owners.delete(name)
    },
  }
}

/** A page without TLS has no locks. */
export const noLocks: Browser['requestLock'] = () => Promise.reject(new Error('There are no locks.'))
