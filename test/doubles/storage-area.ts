import type { StorageArea } from '../../src/browser/browser.ts'

/** Local storage as a map; `isFull` decides whether anything more can be kept. */
export function aStorageArea(isFull = () => false): StorageArea {
  const texts = new Map<string, string>()
  return {
    get: key => texts.get(key) ?? null,
    set: (key, text) => !isFull() && !!texts.set(key, text),
    remove: key => void texts.delete(key),
    keys: () => [...texts.keys()],
  }
}
