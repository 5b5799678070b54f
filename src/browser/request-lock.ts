/** See `Browser.requestLock`. */
export function requestLock(name: string, isBrief = false): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    // Only Gecko has a build id.
    const { locks, buildID } = navigator as Navigator & { buildID?: string }
    // Insecure pages have no locks.
    if (!locks || (buildID && !isBrief)) return reject(new Error('no lock that lasts'))
    const hold = (lock: Lock | null) =>
      lock ? new Promise<void>(release => resolve(release)) : resolve(null)
    return locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
}
