import type { Browser } from '../browser/browser.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** A lease is renewed at half its life; a crashed tab's lease runs out. */
const lifetime: Milliseconds = 10_000

/** Within this time, as a rule, tabs of different processes see what another has written. */
const propagationTime: Milliseconds = 100

type LeaseBrowser = Pick<Browser, 'local' | 'now' | 'requestLock' | 'later' | 'newId'>

interface Lease {
  key: string
  owner: string
}

/** The stored lease: until when, and whose. */
function readLease(browser: LeaseBrowser, key: string): { until: Milliseconds; owner: string | undefined } {
  const [until, owner] = `${browser.local.get(key)}`.split('.')
  return { until: Number(until), owner }
}

const isOwn = (browser: LeaseBrowser, { key, owner }: Lease): boolean =>
  readLease(browser, key).owner === owner

const write = ({ local, now }: LeaseBrowser, { key, owner }: Lease): boolean =>
  local.set(key, `${now() + lifetime}.${owner}`)

/** Whether somebody holds a lease now; what a wrong clock wrote is nobody's. */
function isHeld(browser: LeaseBrowser, key: string): boolean {
  const ahead = readLease(browser, key).until - browser.now()
  return ahead > 0 && ahead <= lifetime
}

/** Renews a lease until it is released. A tab that slept for longer than its lease may find that another has it. */
function keepRenewing(browser: LeaseBrowser, lease: Lease, lost: () => void): () => void {
  let cancel = () => {}
  function renew() {
    if (!isOwn(browser, lease) && isHeld(browser, lease.key)) return lost()
    // One that is gone was erased with all that is stored: it is nobody's else.
    write(browser, lease)
    cancel = browser.later(lifetime / 2, renew)
  }
  renew()
  return () => cancel()
}

/**
 * The right to show where no Web Lock can be held for long: a stamp in local storage. Null where another tab has it, or
 * where there are neither locks nor storage. A tab that crashed holds it for 10 seconds at most.
 * @param lost called once if another tab has it after all
 */
export async function takeLease(
  key: string,
  browser: LeaseBrowser,
  lost: () => void,
): Promise<(() => void) | null> {
  // Where there are brief locks, no two tabs write at once.
  const releaseBriefly = await browser.requestLock(key, true).catch(() => undefined)
  if (releaseBriefly === null) return null
  const lease: Lease = { key, owner: browser.newId(browser.now()) }
  const isFree = !isHeld(browser, key)
  // Where nothing can be written, the lock has to do.
  if (isFree && !write(browser, lease)) return releaseBriefly ?? null
  // Of two tabs that wrote at once, both find what was written last.
  if (isFree)
    await new Promise<void>(resolve => {
      browser.later(propagationTime, resolve)
    })
  releaseBriefly?.()
  if (!isFree || !isOwn(browser, lease)) return null
  const stopRenewing = keepRenewing(browser, lease, lost)
  return () => {
    stopRenewing()
    if (isOwn(browser, lease)) browser.local.remove(key)
  }
}
