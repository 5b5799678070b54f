import type { RememberedOutcome } from '../protocol/outcome-cookie.ts'
import type { LeftTrigger } from '../protocol/trigger.ts'

/** One asking of a respondent, as stored. */
export interface KeptAsking extends RememberedOutcome {
  /** Answered, although the visitor then chose "Don't ask again". */
  isScored: boolean
  triggerName: string
  ref: string | null
  /** It was set off by a trigger that the collector had handed out. */
  fromCollector: boolean
}

/** What the store knows about a respondent. */
export interface RespondentMemory {
  /** Only what the respondent's own signature vouched for; latest first. */
  askings: readonly KeptAsking[]
  /** The triggers that the operator left for the next visit. */
  triggers: readonly LeftTrigger[]
}

/** The response to `POST /eligibility`. Instants are milliseconds since 1970, by the collector's clock. */
export interface Eligibility {
  now: number
  optOutUntil: number | null
  askings: { survey: string; at: number; outcome: 'answered' | 'dismissed' | 'ignored' }[]
  waiting: { name: string; ref: string | null; at: number; properties: LeftTrigger['properties'] }[]
}

const day = 24 * 60 * 60 * 1000

/** "Don't ask again" holds for a year, the default in a page. */
const optOutLife = 365 * day

/** Nobody remembers a contact for longer. */
export const triggerLife = 30 * day

/** Servers' clocks are less wrong than this. */
const clocksError = day

/** How far ahead a trigger may be left. */
export const longestLead = 365 * day

/** When a left trigger happens; null if that is too long ago to be remembered, or too far ahead. */
export function happensAt(at: string | number | undefined, now: number): number | null {
  const instant = typeof at === 'string' ? Date.parse(at) : (at ?? now)
  if (!(instant > now - triggerLife && instant <= now + longestLead)) return null
  return instant <= now + clocksError ? Math.min(instant, now) : instant
}

/** What {@link happensAt} accepts, in words. */
export const whenItMayHappen = (now: number): string =>
  `an instant after ${new Date(now - triggerLife).toISOString()}, 30 days ago, and up to ${new Date(now + longestLead).toISOString()}, 365 days ahead`

/** The response to every request without a genuine signature, the same for everybody. */
export const nothingKnown = (now: number): Eligibility => ({
  now,
  optOutUntil: null,
  askings: [],
  waiting: [],
})

/** What the collector tells a page about its visitor. */
export function eligibilityOf({ askings, triggers }: RespondentMemory, now: number): Eligibility {
  const optOuts = askings.filter(({ outcome }) => outcome === 'opted-out').map(({ at }) => at)
  const until = optOuts.length ? Math.max(...optOuts) + optOutLife : 0
  return {
    now,
    optOutUntil: until > now ? until : null,
    askings: askings.map(({ survey, at, outcome, isScored }) => ({
      survey,
      at,
      outcome: outcome === 'opted-out' ? (isScored ? 'answered' : 'dismissed') : outcome,
    })),
    waiting: triggers
      .filter(({ at }) => at <= now && now - at < triggerLife)
      .filter(trigger => !askings.some(asking => isAbout(asking, trigger)))
      .map(({ name, ref, at, properties }) => ({ name, ref, at, properties })),
  }
}

/** Whether somebody was already asked about it: by its ref or, if it has none, by what the collector handed out. */
function isAbout(asking: KeptAsking, { name, ref, at }: LeftTrigger): boolean {
  if (asking.triggerName !== name) return false
  return ref === null ? asking.fromCollector && asking.at >= at : asking.ref === ref
}
