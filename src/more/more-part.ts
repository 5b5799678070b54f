import type { Environment, Shelf } from '../conductor/environment.ts'
import type { Rule } from '../core/rule.ts'
import type { Settings } from '../core/settings.ts'

type Layers = readonly Readonly<Record<string, unknown>>[]

/** What only some sites need: they pay for it with one more file, and all others don't. */
export interface More {
  /**
   * The layers of options, and with them those at the tag's `data-config`. Rejects, and says so, where they cannot be had.
   */
  load(written: Layers, say: (sentence: string) => void): Promise<Layers>
  /** The settings as they can hold where the history is kept. */
  settle(settings: Settings): Settings
  /** Where the history is kept; null where the site wants it kept nowhere. */
  shelf(environment: Pick<Environment, 'local' | 'session'>, settings: Settings): Shelf | null
  /** Whether dates, hours, audience and the like let a survey ask. */
  allows: Rule
}
