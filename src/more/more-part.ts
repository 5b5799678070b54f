import type { Environment, Shelf } from '../conductor/environment.ts'
import type { Memory } from '../conductor/memory.ts'
import type { Rule } from '../core/rule.ts'
import type { Settings } from '../core/settings.ts'

type Layers = readonly Readonly<Record<string, unknown>>[]

/** Options as they hold, and how they came about. */
export interface Reading {
  settings: Settings
  /** As they were written, a later one wins; the tag's come first, those of `data-config` last. */
  layers: Layers
  /** The paths of options that could not be read. */
  unreadable: string[]
}

/** What only some sites need: they pay for it with one more file, and all others don't. */
export interface More {
  /**
   * Reads options of every kind. Where one cannot be read, the value that asks less holds. Rejects, and says so, where
   * those at the tag's `data-config` cannot be had.
   * @param base the page's address, against which the endpoint is resolved
   */
  read(layers: Layers, base: string, say: (sentence: string) => void): Promise<Reading>
  /** Where the history is kept; null where the site wants it kept nowhere. */
  shelf(environment: Pick<Environment, 'local' | 'session'>, settings: Settings): Shelf | null
  /** The sample needs dice that fall once per browser: 0 ≤ random < 1. */
  plantSeed(settings: Settings, memory: Pick<Memory, 'history' | 'save'>, random: number): void
  /** Whether dates, hours, audience, sample and the like let a survey ask. */
  allows: Rule
}
