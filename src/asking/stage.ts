import type { Milliseconds } from '../core/settings.ts'
import type { Situation } from '../core/situation.ts'
import { isThemed } from './is-themed.ts'

/**
 * What an asking takes from the page beyond what the conductor needs to decide: the moment, the way in and out of
 * sight, the right to show, the network.
 */
export interface Stage {
  /** The name and version under which it sends. */
  client: string
  /** A UUIDv7 (RFC 9562, section 5.7). */
  newId(now: Milliseconds): string
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Runs an action later; the returned function cancels it. */
  later(delay: Milliseconds, action: () => void): () => void
  /**
   * A right that one tab of the site has at a time; `null` where another tab has it.
   * @param lease the storage key that does where there are no Web Locks; without it, everybody gets the right
   */
  claim(name: string, lease?: string): Promise<(() => void) | null>
  /** What a survey would disturb now. */
  moment(): Situation['moment']
  /** The moment may have changed. */
  onMoment(listener: () => void): () => void
  /**
   * hidden: the page goes out of sight, perhaps for good. leave: it goes away, perhaps to the back-forward cache, from
   * which `return` tells that it is back. online: the network is back.
   */
  on(happening: 'hidden' | 'leave' | 'return' | 'online', listener: () => void): () => void
  /** Where an inline survey goes. */
  findInline(): Element | null
  /** The page has colours, corners or letters for the card. */
  isThemed(): boolean
}

function newId(now: Milliseconds): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  const random = Array.from(bytes, byte => (byte + 256).toString(16).slice(1)).join('')
  // 48 bits of time, the version 7, and the variant 8 before what is random.
  const digits = `${now.toString(16).padStart(12, '0')}7${random.slice(0, 3)}8${random.slice(3, 18)}`
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The deepest element that has focus, through open shadow roots. */
function focused(root: DocumentOrShadowRoot): Element | null {
  const element = root.activeElement
  return element?.shadowRoot ? focused(element.shadowRoot) : element
}

/** Elements in which one types or picks; buttons, boxes and sliders are none. */
const typed =
  'textarea,select,[contenteditable]:not([contenteditable=false]),input:not([type=button],[type=submit],[type=reset],[type=checkbox],[type=radio],[type=range],[type=image],[type=file])'

/** A lease is renewed at half its life; a tab that crashed lets go when it ends. */
const leaseLife = 10_000

const later = (delay: Milliseconds, action: () => void) => {
  const timer = setTimeout(action, delay)
  return () => clearTimeout(timer)
}

/** Where there are no Web Locks, which need a secure context, a stamp in local storage does, as well as it can. */
function claimLease(key: string): (() => void) | null {
  const until = Number(localStorage.getItem(key))
  if (until > Date.now() && until - Date.now() <= leaseLife) return null
  let stop = () => {}
  const renew = () => {
    localStorage.setItem(key, String(Date.now() + leaseLife))
    stop = later(leaseLife / 2, renew)
  }
  renew()
  return () => {
    stop()
    localStorage.removeItem(key)
  }
}

const listen = (target: EventTarget, types: string, listener: (event: Event) => void) => {
  const names = types.split(' ')
  for (const type of names) target.addEventListener(type, listener, true)
  return () => {
    for (const type of names) target.removeEventListener(type, listener, true)
  }
}

const isHidden = () => document.visibilityState === 'hidden'

const always = () => true

/** By which events of the window a happening is known; `visibilitychange` bubbles there. */
const happenings: Record<Parameters<Stage['on']>[0], { types: string; when(event: Event): boolean }> = {
  hidden: { types: 'visibilitychange pagehide', when: ({ type }) => type === 'pagehide' || isHidden() },
  leave: { types: 'pagehide', when: always },
  return: { types: 'pageshow', when: event => (event as PageTransitionEvent).persisted },
  online: { types: 'online', when: always },
}

const findInline = () => document.querySelector('how-likely,[data-howlikely-inline]')

/** The browser, as an asking sees it. */
export const stage: Stage = {
  client: `howlikely/${__VERSION__}`,
  newId,
  fetch: (url, init) => fetch(url, init),
  later,
  claim: (name, lease) =>
    new Promise(resolve => {
      try {
        const { locks } = navigator
        if (!locks) return resolve(lease ? claimLease(lease) : () => {})
        const hold = (lock: Lock | null) =>
          lock ? new Promise<void>(release => resolve(release)) : resolve(null)
        locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(null))
      } catch {
        resolve(null) // A place that may hold neither locks nor storage shows nothing.
      }
    }),
  moment() {
    if (isHidden()) return 'hidden'
    if (focused(document)?.matches(typed)) return 'typing'
    const modals = document.querySelectorAll('dialog:modal,[aria-modal=true]')
    return [...modals].some(modal => modal.getClientRects().length) ? 'modal' : null
  },
  onMoment(listener) {
    let cancel = () => {}
    const stop = listen(document, 'visibilitychange focusin focusout click keyup close', () => {
      // Focus and dialogs settle after their event.
      cancel()
      cancel = later(50, listener)
    })
    return () => {
      cancel()
      stop()
    }
  },
  on(happening, listener) {
    const { types, when } = happenings[happening]
    return listen(window, types, event => when(event) && listener())
  },
  findInline,
  isThemed: () => isThemed(findInline() ?? document.body),
}
