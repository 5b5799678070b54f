import type { Shelf } from '../browser/environment.ts'
import type { Conductor, Desk, RawTrigger } from '../decision/decision-part.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Memory } from '../history/memory.ts'
import type { Problem, Settings, SurveySettings } from '../options/settings.ts'
import type { Explanation, Findings } from './explanation.ts'

/** A survey judged by every rule, and in words: the whole first, then rule by rule. */
export type VerdictInWords = Explanation['surveys'][number] & { words: string }

/** The part that holds the words: it parses options with the zod schema and puts verdicts into sentences. */
export interface Check {
  /** Stands where the conductor would on a page that is opened with `?howlikely=preview`; a part of its own. */
  (desk: Desk): Promise<Conductor>
  /**
   * One problem per thing that is wrong with the options.
   * @param layers as they were written, a later one wins; the first holds the tag's attributes
   */
  problems(layers: readonly Readonly<Record<string, unknown>>[]): Problem[]
  /**
   * Tells a listener of each problem that it has not been told of yet.
   * @param memory told of as well in debug
   */
  tell(
    layers: readonly Readonly<Record<string, unknown>>[],
    listener: (problem: Problem) => void,
    memory: Memory,
    settings: Settings,
  ): void
  /**
   * Writes down what was decided, in debug; the last 50 are kept.
   * @param chosen the survey that is to ask, or null
   */
  note(local: Shelf, situation: Situation, chosen: SurveySettings | null): void
  /** Tells a listener what of a trigger's details could not be used, and why. */
  tellDropped(trigger: RawTrigger, listener: (problem: Problem) => void): void
  /** Judges every survey by every rule, in words that a shop owner understands, and prints it on the console. */
  explain(findings: Findings): Explanation
  /** The same verdicts, and nothing printed. */
  verdicts(situation: Situation): VerdictInWords[]
}
