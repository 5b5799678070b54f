import { referrerOrigin } from '../delivery/page-url.ts'
import type { PageView } from '../eligibility/situation.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { deviceOf } from './device.ts'

/** A place to keep texts. Nothing throws: a place that is blocked reads as empty and refuses to write. */
export interface Shelf {
  get(key: string): string | null
  /** False where the text could not be kept. */
  set(key: string, text: string): boolean
  remove(key: string): void
  keys(): string[]
}

/** What deciding takes from the browser. What an asking takes besides is its stage. */
export interface Environment {
  now(): Milliseconds
  /** 0 ≤ random < 1 */
  random(): number
  local: Shelf
  session: Shelf
  page(): PageFacts
  /** Says one sentence on the console. */
  say(sentence: string): void
}

/** The page as it is now. */
export interface PageFacts extends PageView {
  url: string
  /** A program drives the browser. */
  automation: boolean
  gpc: boolean
}

/** Merely reading `localStorage` may throw, so it is reached for within each attempt. */
function shelf(storage: () => Storage): Shelf {
  const attempt =
    <Arguments extends unknown[], Value, Otherwise>(
      use: (storage: Storage, ...given: Arguments) => Value,
      otherwise: Otherwise,
    ) =>
    (...given: Arguments) => {
      try {
        return use(storage(), ...given)
      } catch {
        return otherwise // Blocked or full.
      }
    }
  return {
    get: attempt((it, key: string) => it.getItem(key), null),
    set: attempt((it, key: string, text: string) => {
      it.setItem(key, text)
      return true
    }, false),
    remove: attempt((it, key: string) => it.removeItem(key), undefined),
    keys: attempt(it => Object.keys(it), []),
  }
}

/** The browser, as the conductor sees it. */
export const environment: Environment = {
  now: () => Date.now(),
  random: () => Math.random(),
  local: shelf(() => localStorage),
  session: shelf(() => sessionStorage),
  page() {
    const { webdriver, globalPrivacyControl, language } = navigator as Navigator & {
      globalPrivacyControl?: boolean
    }
    return {
      url: location.href,
      path: location.pathname,
      locale: document.documentElement.lang || language,
      referrer: referrerOrigin(document.referrer),
      device: deviceOf({
        coarse: matchMedia('(pointer:coarse)').matches,
        screenWidth: Math.min(screen.width, screen.height),
      }),
      automation: webdriver === true,
      gpc: globalPrivacyControl === true,
    }
  },
  say: sentence => console.warn(`howlikely: ${sentence}`),
}
