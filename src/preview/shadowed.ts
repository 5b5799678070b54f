import type { StorageArea } from '../browser/browser.ts'

/** A storage area that shows another one's contents, but keeps all changes in memory only. */
export function shadowed(shelf: StorageArea): StorageArea {
  const own = new Map<string, string | null>()
  return {
    get: key => (own.has(key) ? (own.get(key) ?? null) : shelf.get(key)),
    set(key, text) {
      own.set(key, text)
      return true
    },
    remove: key => void own.set(key, null),
    keys() {
      const kept = shelf.keys().filter(key => !own.has(key))
      return [...kept, ...[...own.keys()].filter(key => own.get(key) !== null)]
    },
  }
}
