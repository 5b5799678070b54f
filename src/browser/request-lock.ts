import type { Browser } from './browser.ts'

/** See `Browser.requestLock`. */
export function createRequestLock(): Browser['requestLock'] {
  /** By name: resolves once the browser has freed the lock that this page held, which is a moment after its release. */
  const ends = new Map<string, Promise<unknown>>()

  return async (name, isBrief = false) => {
    // Only Gecko has a build id.
    const { locks, buildID } = navigator as Navigator & { buildID?: string }
    // Insecure pages have no locks.
    if (!locks || (buildID && !isBrief)) throw new Error('no lock that lasts')
    await ends.get(name)
    return new Promise((resolve, reject) => {
      const hold = (lock: Lock | null): Promise<void> =>
        new Promise(release => {
          if (lock) return resolve(() => free(release))
          release()
          resolve(null)
        })
      const free = (release: () => void): void => {
        ends.set(name, held)
        release()
      }
      const held = locks.request(name, { ifAvailable: true }, hold)
      held.catch(reject)
    })
  }
}
