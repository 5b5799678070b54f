import type { Browser } from '../browser/browser.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** How long a lease lasts, in milliseconds. It is renewed at half that time; a crashed tab's lease runs out. */
const lifetime: Milliseconds = 10_000

/** How soon, as a rule, one process's tabs see what another's have written. */
const propagationTime: Milliseconds = 100

type LeaseBrowser = Pick<Browser, 'local' | 'now' | 'requestLock' | 'later' | 'newId'>

interface Lease {
  key: string
  owner: string
}

/** The stored lease: until when it lasts, and who owns it. */
function readLease(browser: LeaseBrowser, key: string): { until: Milliseconds; owner: string | undefined } {
  const [until, owner] = `${browser.local.get(key)}`.split('.')
  return { until: Number(until), owner }
}

const isOwn = (browser: LeaseBrowser, { key, owner }: Lease): boolean =>
  readLease(browser, key).owner === owner

const write = ({ local, now }: LeaseBrowser, { key, owner }: Lease): boolean =>
  local.set(key, `${now() + lifetime}.${owner}`)

/** Whether anybody holds a lease now; one written by a wrong clock doesn't count. */
function isHeld(browser: LeaseBrowser, key: string): boolean {
  const ahead = readLease(browser, key).until - browser.now()
  return ahead > 0 && ahead <= lifetime
}

/** Renews a lease until it is released. A tab that slept past the end of its lease may find that another tab has it. */
function keepRenewing(browser: LeaseBrowser, lease: Lease, lost: () => void): () => void {
  let cancel = () => {}
  function renew() {
    if (!isOwn(browser, lease) && isHeld(browser, lease.key)) return lost()
    // A missing lease was erased with everything else that is stored: nobody else has it.
    write(browser, lease)
    cancel = browser.later(lifetime / 2, renew)
  }
  renew()
  return () => cancel()
}

/**
 * The right to show a survey if no Web Lock can be held for long: a stamp in local storage. Null if another tab has it,
 * or if there are neither locks nor storage. A tab that crashed holds it for 10 seconds at most.
 * @param lost called once if another tab turns out to have it
 */
export async function takeLease(
  key: string,
  browser: LeaseBrowser,
  lost: () => void,
): Promise<(() => void) | null> {
  // If brief locks exist, they keep two tabs from writing at once.
  const releaseBriefly = await browser.requestLock(key, true).catch(() => undefined)
  if (releaseBriefly === null) return null
  const lease: Lease = { key, owner: browser.newId(browser.now()) }
  const isFree = !isHeld(browser, key)
  // If nothing can be written, the lock has to do.
  if (isFree && !write(browser, lease)) return releaseBriefly ?? null
  // If two tabs wrote at once, after this time both see which write came last.
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
