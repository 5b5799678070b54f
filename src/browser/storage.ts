import type { CookieJar, StorageArea } from './browser.ts'
import { ofDocument } from './of-document.ts'

/** Keeps texts in a Web Storage. Merely reading `localStorage` may throw, so each attempt fetches it again. */
export function createStorageArea(storage: () => Storage): StorageArea {
  return {
    get(key) {
      try {
        return storage().getItem(key)
      } catch {
        return null // Blocked.
      }
    },
    set(key, text) {
      try {
        storage().setItem(key, text)
        return true
      } catch {
        return false // Blocked or full.
      }
    },
    remove(key) {
      try {
        storage().removeItem(key)
      } catch {
        // Blocked: nothing to remove.
      }
    },
    keys() {
      try {
        return Object.keys(storage())
      } catch {
        return [] // Blocked.
      }
    },
  }
}

/** The cookies of this page. */
export const cookieJar: CookieJar = {
  get host() {
    return location.hostname
  },
  get isSecure() {
    return location.protocol === 'https:'
  },
  read: () => ofDocument('cookie'),
  write: cookie => {
    Reflect.set(Document.prototype, 'cookie', cookie, document)
  },
}
