import type { DecisionBrowser } from './browser.ts'
import { pageFacts } from './page-facts.ts'
import { cookieJar, createStorageArea } from './storage.ts'

/** The browser as the decision sees it. */
export const decisionBrowser: DecisionBrowser = {
  now: () => Date.now(),
  local: createStorageArea(() => localStorage),
  session: createStorageArea(() => sessionStorage),
  random: () => Math.random(),
  cookies: cookieJar,
  page: pageFacts,
  fetch: (url, init) => fetch(url, init),
  replaceQuery(query) {
    const { pathname, hash } = location
    history.replaceState(history.state, '', `${pathname}${query}${hash}`)
  },
  warn: sentence => console.warn(`howlikely: ${sentence}`),
}
