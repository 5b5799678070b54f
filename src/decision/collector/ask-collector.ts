import { hash } from '../../history/hash.ts'
import { learnElsewhere } from '../../history/learn-elsewhere.ts'
import { toJson } from '../../protocol/to-json.ts'
import type { LeftTrigger, Respondent, Trigger } from '../../protocol/trigger.ts'
import type { Milliseconds } from '../../time/milliseconds.ts'
import { readTrigger } from '../../triggers/read-trigger.ts'
import type { stillEligible } from '../ask.ts'
import { createSignatureReport } from '../signature-report.ts'
import { type DecisionState, keyOf, respondentOf } from '../state.ts'
import { type CollectorWord, readCollectorWord } from './collector-word.ts'

/** A visit ends after so long without a page view on which the collector's word was looked for. */
const visitLength: Milliseconds = 30 * 60_000

/**
 * Asks the collector what it knows of the respondent before a trigger is judged, as often as the site wants. Resolves to
 * the triggers that the operator left with it. Never rejects.
 * @param mayAsk judges a trigger: it is passed in, since this part is a file of its own
 */
export type AskCollector = (
  state: DecisionState,
  trigger: Trigger,
  mayAsk: typeof stillEligible,
) => Promise<Trigger[]>

/** The collector's word; null where it keeps silent or talks nonsense. */
async function question(
  { settings, browser }: DecisionState,
  { id, signature }: Respondent,
): Promise<CollectorWord | null> {
  const { endpoint, site, headers, credentials, collectorTimeout } = settings
  try {
    const response = await browser.fetch(new URL('eligibility', `${endpoint}`).href, {
      method: 'POST',
      // As text it needs no preflight.
      body: toJson({ schema: 1, site, respondent: { id, signature } }),
      headers,
      credentials,
      redirect: 'error',
      signal: AbortSignal.timeout(collectorTimeout),
    })
    const text = await response.text()
    return response.ok ? readCollectorWord(text, browser.now()) : null
  } catch {
    return null // Too late, no network, or no address to ask at.
  }
}

/** Adds what the collector knows to the history. */
function learn({ settings, memory, browser }: DecisionState, { askings, optOutUntil }: CollectorWord): void {
  const optOutAt = optOutUntil === null ? null : optOutUntil - settings.waitAfterOptOut
  const before = memory.history()
  const after = learnElsewhere(before, { askings, optOutAt }, browser.now())
  if (after !== before) memory.save(after)
}

const leftTrigger = ({ name, ref, at, properties }: LeftTrigger): Trigger =>
  readTrigger({ name, details: { ...properties, ref }, source: 'collector', at })

/** Which respondent the collector was asked about, as a hash. */
const respondentHash = ({ settings }: DecisionState, { id }: Respondent): number =>
  hash(`${settings.site}\n${id}`)

/** Remembers for this visit that the collector was asked about a respondent. */
function rememberVisit(state: DecisionState, respondent: Respondent): void {
  if (state.settings.askCollector !== 'visit') return
  const text = `${state.browser.now()}.${respondentHash(state, respondent)}`
  state.browser.local.set(keyOf(state, 'collector'), text)
}

function wasAskedInThisVisit(state: DecisionState, respondent: Respondent): boolean {
  const [at, who] = (state.browser.local.get(keyOf(state, 'collector')) ?? '').split('.').map(Number)
  return Math.abs(state.browser.now() - (at || 0)) < visitLength && who === respondentHash(state, respondent)
}

/** Whether anybody could be asked. What forbids that forbids to tell the collector who is here. */
const couldAsk = (
  state: DecisionState,
  trigger: Trigger,
  mayAsk: typeof stillEligible,
  opened: boolean,
): boolean => state.settings.surveys.some(({ id }) => mayAsk(state, { trigger, survey: id }, { opened }))

export function createAskCollector(): AskCollector {
  const signatures = createSignatureReport()
  let inFlight: Promise<CollectorWord | null> | undefined

  /** Asks once at a time; whoever began gets what was left. */
  async function askOnce(state: DecisionState, respondent: Respondent): Promise<Trigger[]> {
    if (inFlight) {
      await inFlight
      return []
    }
    inFlight = question(state, respondent)
    const word = await inFlight
    inFlight = undefined
    state.collector = word ? 'answered' : 'silent'
    if (!word) return []
    learn(state, word)
    rememberVisit(state, respondent)
    return word.waiting.map(leftTrigger)
  }

  return async (state, trigger, mayAsk) => {
    const { askCollector } = state.settings
    if (askCollector === 'trigger') state.collector = 'not-asked'
    const respondent = respondentOf(state)
    // On a visit nothing has happened yet that a survey waits for.
    if (!respondent || !couldAsk(state, trigger, mayAsk, askCollector === 'visit')) return []
    // Without a signature the collector says nothing of anybody.
    if (!signatures.check(state, respondent.signature, 'askCollector')) return []
    if (askCollector === 'visit' && wasAskedInThisVisit(state, respondent)) {
      state.collector = 'answered'
      rememberVisit(state, respondent)
      return []
    }
    return askOnce(state, respondent)
  }
}
