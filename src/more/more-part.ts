import type { Rule } from '../core/rule.ts'
import type { Settings } from '../core/settings.ts'

/** What only some sites need: they pay for it with one more file, and all others don't. */
export interface More {
  /**
   * Reads options of every kind. Where one cannot be read, the value that asks less holds, and its path is in
   * `unreadable`.
   * @param base the page's address, against which the endpoint is resolved
   */
  read(
    layers: readonly Readonly<Record<string, unknown>>[],
    base: string,
  ): { settings: Settings; unreadable: string[] }
  /**
   * Loads options from the site's own address (`data-config`); they cannot say where answers go. Rejects, and says so,
   * where they cannot be had: then nobody is asked.
   */
  loadOptions(address: string, say: (sentence: string) => void): Promise<Readonly<Record<string, unknown>>>
  /** Whether dates, hours, audience and `never` let a survey ask. */
  allows: Rule
}
