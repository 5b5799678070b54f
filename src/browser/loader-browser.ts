import { attempt } from './attempt.ts'
import type { LoaderBrowser } from './browser.ts'
import { whenIdle } from './when-idle.ts'

/** A storage that reads as empty if it is blocked; even accessing it may throw. */
const readable = (storage: () => Storage): LoaderBrowser['local'] => ({
  get: key => attempt(() => storage().getItem(key)),
  set: (key, text) => attempt(() => storage().setItem(key, text)),
})

/** The part of the browser that the loader uses: kept small, since every page loads it. */
export const loaderBrowser: LoaderBrowser = {
  now: () => Date.now(),
  local: readable(() => localStorage),
  session: readable(() => sessionStorage),
  whenIdle,
}
