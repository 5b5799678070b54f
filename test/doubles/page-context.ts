import type { PageContext } from '../../src/decision/page-context.ts'
import { aBrowserInMemory } from './browser.ts'

/** The loader's state on a page with an endpoint and options, changed as a test needs. */
export const aPageContext = (
  options: Record<string, unknown> = {},
  changes: Partial<PageContext> = {},
): PageContext => ({
  browser: aBrowserInMemory(),
  builtAt: 0,
  layers: [{}, { endpoint: '/responses', ...options }],
  // As the loader has them: without a prototype, on which a page may have put anything.
  statements: Object.create(null),
  query: new URLSearchParams(),
  seen: null,
  triggerLog: [],
  countPage: () => {},
  countVisits: () => {},
  handlers: new Set(),
  ...changes,
})

/** A part that a test does without. */
export const notHere = (): Promise<never> => Promise.reject(new Error('not here'))
