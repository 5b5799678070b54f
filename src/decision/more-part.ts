import type { Environment, Shelf } from '../browser/environment.ts'
import type { Settings } from '../options/settings.ts'
import type { BeyondDesk } from './beyond-part.ts'

type Layers = readonly Readonly<Record<string, unknown>>[]

/** What only some sites need: they pay for it with one more file, and all others don't. */
export interface More {
  /**
   * The layers of options, and with them those at the tag's `data-config`. Rejects, and says so, where they cannot be had.
   */
  load(written: Layers, say: (sentence: string) => void): Promise<Layers>
  /** The settings as they can hold where the history is kept, with what gives a visitor an id. */
  settle(settings: Settings, environment: Pick<Environment, 'local' | 'session' | 'page'>): Settings
  /** Where the history is kept; null where the site wants it kept nowhere. */
  shelf(environment: Pick<Environment, 'local' | 'session'>, settings: Settings): Shelf | null
  /** Erases everything that is stored of the site in this browser. */
  forget(environment: Environment, settings: Settings): void
  /** Consent is withdrawn: as `forget`, but answers that were sent with Send and are on their way still go out. */
  withdraw(environment: Environment, settings: Settings): void
  /**
   * Takes the visitor's choice from the tool that asks for it, where the site names one, and keeps with it what
   * was counted before; and reaches beyond this
   * browser's memory where the site or the page's address asks for it. Never rejects. Called again after options, identity or consent have changed.
   */
  reach(desk: BeyondDesk): Promise<void>
  /** Hears no more of that tool. */
  stop(): void
}
