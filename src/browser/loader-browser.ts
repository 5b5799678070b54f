import { attempt } from './attempt.ts'
import type { LoaderBrowser } from './browser.ts'
import { whenIdle } from './when-idle.ts'

/** Blocked storage reads as empty; even reaching for it may throw. */
const readable = (storage: () => Storage): LoaderBrowser['local'] => ({
  get: key => attempt(() => storage().getItem(key)),
  set: (key, text) => attempt(() => storage().setItem(key, text)),
})

/** The browser as the loader sees it: as little of it as every page can afford. */
export const loaderBrowser: LoaderBrowser = {
  now: () => Date.now(),
  local: readable(() => localStorage),
  session: readable(() => sessionStorage),
  whenIdle,
}
