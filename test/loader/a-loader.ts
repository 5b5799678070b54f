import { onTestFinished } from 'vitest'
import type { Decision, PageContext, RawTrigger } from '../../src/decision/page-context.ts'
import { startLoader } from '../../src/loader/start-loader.ts'
import { notHere } from '../doubles/page-context.ts'
import { aStorageArea } from '../doubles/storage-area.ts'

/**
 * The loader on a page whose browser becomes idle on command, with a recorder in the decision's place, and storage that
 * notes each access. It leaves the page when the test ends.
 */
export function aLoader({
  options = {},
  attributes = {},
  kept = {},
  keptInTab = {},
  calls = [],
  woken = () => {},
}: {
  options?: Record<string, unknown>
  /** The tag's. */
  attributes?: Record<string, string>
  /** What earlier pages have stored, by name. */
  kept?: Record<string, string>
  keptInTab?: Record<string, string>
  /** The calls made before the loader came, in addition to the one with the options. */
  calls?: unknown[][]
  /** Called with what the decision hears about the page. */
  woken?: (page: PageContext) => void
} = {}) {
  const touched: string[] = []
  const heard: RawTrigger[] = []
  let askingFetches = 0
  let sourcesFetches = 0
  const idle: (() => void)[] = []
  const areaWith = (texts: Record<string, string>) => {
    const area = aStorageArea()
    for (const [name, text] of Object.entries(texts)) area.set(`howlikely:main:${name}`, text)
    return area
  }
  const local = areaWith(kept)
  const noting = (area: typeof local) => ({
    get(key: string) {
      touched.push(key)
      return area.get(key)
    },
    set(key: string, text: string) {
      touched.push(key)
      return area.set(key, text)
    },
  })
  const nothing = () => {}
  const decision: Decision = {
    trigger: trigger => void heard.push(trigger),
    run: async () => {},
    changed: nothing,
    destroy: nothing,
  }
  const run = startLoader({
    // The browsers of these tests are driven by a program.
    queued: [['options', { endpoint: '/responses', automation: 'ask', ...options }], ...calls],
    attributes,
    browser: {
      now: () => Date.now(),
      whenIdle: action => void idle.push(action),
      local: noting(local),
      session: noting(areaWith(keptInTab)),
    },
    parts: {
      decision: async () => page => {
        woken(page)
        return decision
      },
      asking() {
        askingFetches += 1
        return notHere()
      },
      sources() {
        sourcesFetches += 1
        return notHere()
      },
    },
    gone: nothing,
  })
  onTestFinished(() => void run?.('destroy'))
  const settled = () => new Promise(resolve => setTimeout(resolve))
  return {
    local,
    touched,
    heard,
    askingFetches: () => askingFetches,
    sourcesFetches: () => sourcesFetches,
    command: (...call: unknown[]) => run?.(...call),
    settled,
    /** The browser has nothing better to do. */
    async becomeIdle() {
      for (const action of idle.splice(0)) action()
      await settled()
    },
  }
}
